import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { PageReply } from '../../../portal/page.ts';
import type { Paper } from '../domain/paper.ts';
import { PaperNotMade, renderPdf } from './render-pdf.ts';
import { toDocument } from './to-sheets.ts';
import type { PaperLine } from './lines.ts';

export const FORMATS = ['pdf', 'docx'] as const;
export type Format = (typeof FORMATS)[number];

const TYPES: { readonly [format in Format]: string } = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** `reply-0-5.pdf` as a paper and a format; undefined for anything else. */
export const parseFileName = (name: string): { readonly id: string; readonly format: Format } | undefined => {
  const [, id, format] = /^([a-z_]+-[0-2]-\d{1,6})\.(pdf|docx)$/.exec(name) ?? [];
  return id !== undefined && (format === 'pdf' || format === 'docx') ? { id, format } : undefined;
};

/** Papers as a file to be saved. Its name has no words in it, and ends with the language, so that one in the other does not replace it. */
export const paperFile = async (
  papers: readonly [Paper, ...Paper[]],
  { name, format, origin, line }: { readonly name: string; readonly format: Format; readonly origin: string; readonly line: PaperLine },
): Promise<(PageReply & { readonly kind: 'file' }) | Refusal> => {
  const document = toDocument(papers, origin);
  try {
    // Its library is loaded with the first one.
    const body = format === 'pdf' ? (await renderPdf(document, line)).pdf : await (await import('./render-docx.ts')).renderDocx(document);
    return { kind: 'file', name: `${name}-${papers[0].lang}.${format}`, type: TYPES[format], body };
  } catch (error) {
    if (error instanceof PaperNotMade) return refuse('paper_not_made');
    throw error;
  }
};
