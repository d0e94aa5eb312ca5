import { words } from '../../../kernel/language/words.ts';
import type { FileType } from '../../../kernel/stream/files.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import type { ShownFile } from '../server/read-matter.ts';

export const WORDS = words('grievances/portal/files.WORDS', {
  'zh-CN': {
    'image/jpeg': '照片',
    'application/pdf': '文件',
    unscanned: '未经病毒检查',
    gone: '已销毁，谁也打不开了',
    label: '照片和文件',
    optional: '（可不填）',
    staffHint:
      'JPEG、PNG、WebP 照片或 PDF 文件，最多5个，每个不超过10 MB，一共不超过20 MB。来件人马上看得到。照片里记着的地点、时间和手机型号会去掉；PDF 原样保存。别拍进别人的脸、车牌和门牌。',
    hint: 'JPEG、PNG、WebP 照片或 PDF 文件，最多5个，每个不超过10 MB，一共不超过20 MB。照片里记着的地点、时间和手机型号会去掉，文件名不留；PDF 原样保存，里面写着谁做的，收件单位看得到。照片里的人脸、车牌、门牌、您家窗外的景，都可能让人认出您或别人。',
  },
  en: {
    'image/jpeg': 'photo ',
    'application/pdf': 'paper ',
    unscanned: 'not checked for viruses',
    gone: 'destroyed; nobody can open it',
    label: 'Photos and papers',
    optional: ' (optional)',
    staffHint:
      'JPEG, PNG or WebP photos and PDF papers: up to 5, each up to 10 MB, together up to 20 MB. The filer sees them at once. Place, time and camera are taken out of photos; a PDF stays as it is. Keep faces, plates and door numbers of others out of the picture.',
    hint: 'JPEG, PNG or WebP photos and PDF papers: up to 5, each up to 10 MB, together up to 20 MB. Place, time and camera are taken out of photos, and names of files are not kept; a PDF stays as it is, with the name of its author if it holds one. A face, a plate, a door number or the view from your window can show who you or others are.',
  },
});

/** What a file is called: nobody's own word. */
const fileName = ({ type, nth }: ShownFile, lang: Lang): string => `${WORDS[lang][type]}${nth}`;

const ACCEPT = 'image/jpeg,image/png,image/webp,application/pdf';

const KB = 1024;
const sizeText = (size: number): string =>
  size < KB * KB ? `${Math.max(1, Math.round(size / KB))} KB` : `${(size / KB / KB).toFixed(1)} MB`;

/** Photos and papers in a row: a photo is shown, a paper is only named. */
export const Files = ({
  files,
  lang,
  link,
}: {
  readonly files: readonly ShownFile[];
  readonly lang: Lang;
  readonly link: (id: string) => string;
}) => {
  if (files.length === 0) return null;
  const more: { readonly [type in FileType]: string } = { 'image/jpeg': '', 'application/pdf': ` · PDF · ${WORDS[lang].unscanned}` };
  return (
    <ul class="files">
      {files.map((file) => {
        const name = fileName(file, lang);
        return (
          <li>
            {file.gone ? (
              name
            ) : (
              <a href={link(file.id)}>
                {file.type === 'image/jpeg' && <img src={link(file.id)} alt="" loading="lazy" />}
                {name}
              </a>
            )}
            <span class="small">{file.gone ? ` · ${WORDS[lang].gone}` : ` · ${sizeText(file.size)}${more[file.type]}`}</span>
          </li>
        );
      })}
    </ul>
  );
};

interface Field {
  readonly id: string;
  readonly lang: Lang;
  readonly fault: Refusal | undefined;
  readonly isOptional?: true;
  /** Added by an office: the filer sees it. */
  readonly isStaff?: true;
}

/** The field of a form that takes files. A form that comes back has them no more: browsers keep none. */
export const FileField = ({ id, lang, fault, isOptional, isStaff }: Field) => (
  <div class={fault ? 'err' : undefined}>
    <label for={id}>
      {WORDS[lang].label}
      {isOptional && WORDS[lang].optional}
    </label>
    <p class="hint" id={`${id}-hint`}>
      {isStaff ? WORDS[lang].staffHint : WORDS[lang].hint}
    </p>
    {fault && (
      <p class="why" id={`${id}-why`}>
        {sentenceFor(fault, lang)}
      </p>
    )}
    <input
      type="file"
      id={id}
      name="files"
      multiple
      accept={ACCEPT}
      aria-describedby={fault ? `${id}-hint ${id}-why` : `${id}-hint`}
      {...(fault ? { 'aria-invalid': true } : {})}
    />
  </div>
);
