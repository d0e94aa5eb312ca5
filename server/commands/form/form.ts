import { writeFileSync } from 'node:fs';
import { renderPdf } from '../../../features/papers/server/render-pdf.ts';
import { questionsOf } from '../../../kernel/form/form.ts';
import { xformOf } from '../../../kernel/form/xform.ts';
import { isLang } from '../../../kernel/language/languages.ts';
import { formSheet } from '../../forms/print-form.ts';
import { systemClock } from '../../instance.ts';
import type { Io } from '../io.ts';
import { openForm } from './form-file.ts';

/** `huiyin form check FILE`: 0 when it may be published, 1 with one line a problem, 2 when there is no such file. */
export const formCheck = (file: string, io: Io): number => {
  const opened = openForm(file, io);
  if (typeof opened === 'number') return opened;
  const { form, hash } = opened;
  const questions = questionsOf(form).length;
  io.facts?.({ form: form.id, version: form.version, questions, hash });
  io.out(`${file}: ${form.id} version ${form.version}, ${questions} questions, no problem found; ${hash}`);
  return 0;
};

/** `huiyin form xform FILE [--out FILE.xml]`: the XForm that clients of ODK fill; its version is the hash of the form. */
export const formXform = (file: string, options: { readonly out?: string }, io: Io): number => {
  const opened = openForm(file, io);
  if (typeof opened === 'number') return opened;
  const xml = xformOf(opened.form, opened.hash);
  if (options.out === undefined) io.out(xml.trimEnd());
  else {
    writeFileSync(options.out, xml);
    io.out(`${options.out}: ${opened.form.id}, version ${opened.hash}`);
  }
  io.facts?.({ form: opened.form.id, hash: opened.hash, bytes: Buffer.byteLength(xml) });
  return 0;
};

/** `huiyin form print FILE [--out FILE.pdf] [--lang zh-CN|en]`: an A4 sheet with boxes to tick, for a place without a device. */
export const formPrint = async (file: string, options: { readonly out?: string; readonly lang?: string }, io: Io): Promise<number> => {
  const lang = options.lang ?? 'zh-CN';
  if (!isLang(lang)) {
    io.err(`lang_unknown: ${lang}`);
    return 2;
  }
  const opened = openForm(file, io);
  if (typeof opened === 'number') return opened;
  const { form, hash } = opened;
  const out = options.out ?? `${form.id}-${lang}.pdf`;
  const { pdf, whole } = await renderPdf(formSheet(form, hash, lang, systemClock()), 'staff');
  if (!whole) {
    io.err('form_not_whole: some of its words cannot be set in type');
    return 1;
  }
  writeFileSync(out, pdf);
  io.facts?.({ form: form.id, hash, file: out, bytes: pdf.length });
  io.out(`${out}: ${form.id} version ${form.version}, ${pdf.length} bytes`);
  return 0;
};
