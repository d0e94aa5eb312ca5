// A client of ODK, by its own engine: reads {xml, fill} from its input, loads the form, fills it, and prints what it would send. A process of
// its own, because the engine wants a browser's globals.
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import type { OdkSaid, OdkTask } from './odk.ts';

interface EngineNode {
  readonly nodeType: string;
  readonly currentState: {
    readonly reference: string;
    readonly relevant: boolean;
    readonly label: { readonly asString: string } | null;
    readonly children: readonly EngineNode[] | null;
  };
  readonly selectValue?: (value: string) => void;
  readonly selectValues?: (values: readonly string[]) => void;
  readonly setValue?: (value: unknown) => void;
}
interface Root extends EngineNode {
  readonly validationState: {
    readonly violations: readonly { readonly reference: string; readonly violation: { readonly condition: string } }[];
  };
  readonly languages: readonly { readonly language: string }[];
  readonly prepareInstancePayload: () => Promise<{ readonly status: string; readonly data: readonly [FormData] }>;
}
interface Engine {
  readonly loadForm: (
    xml: string,
  ) => Promise<
    | { readonly status: 'success'; readonly warnings: unknown; readonly createInstance: () => { readonly root: Root } }
    | { readonly status: 'failure'; readonly error: { readonly message: string } }
  >;
}

const require = createRequire(import.meta.url);
const { JSDOM } = require('jsdom') as { JSDOM: new (html: string) => { readonly window: { readonly [name: string]: unknown } } };
const { window } = new JSDOM('<!doctype html>');
const GLOBALS =
  'document DOMParser XMLSerializer Node Element Document XMLDocument Attr Text Comment CDATASection ProcessingInstruction CharacterData NodeFilter XPathResult XPathEvaluator HTMLElement NodeList NamedNodeMap File Blob FormData';
// Its bundled grammar expects CommonJS.
Object.assign(
  globalThis,
  { window, __dirname: import.meta.dirname, require },
  Object.fromEntries(GLOBALS.split(' ').map((name) => [name, window[name]])),
);

const nodesIn = (node: EngineNode): readonly EngineNode[] => [node, ...(node.currentState.children ?? []).flatMap(nodesIn)];

const set = (node: EngineNode, value: OdkTask['fill'][number][1]): void => {
  if (Array.isArray(value)) node.selectValues?.(value as readonly string[]);
  else if (typeof value === 'object' && 'photo' in value) node.setValue?.(new File(['a photo'], value.photo, { type: 'image/jpeg' }));
  else if (node.nodeType === 'select') node.selectValue?.(String(value));
  else node.setValue?.(value);
};

const main = async (): Promise<OdkSaid> => {
  const task = JSON.parse((await buffer(process.stdin)).toString('utf8')) as OdkTask; // written by odk.ts alone
  const engine = (await import('@getodk/xforms-engine')) as unknown as Engine; // as much of it as is used here
  const loaded = await engine.loadForm(task.xml);
  if (loaded.status === 'failure') return { loaded: false, error: loaded.error.message };
  const { root } = loaded.createInstance();
  const violations = (): readonly string[] => root.validationState.violations.map((it) => `${it.violation.condition} ${it.reference}`);
  const before = violations();
  const label = nodesIn(root).find((it) => it.nodeType === 'group')?.currentState.label?.asString ?? '';
  const unknown: string[] = [];
  for (const [path, value] of task.fill) {
    const node = nodesIn(root).find((it) => it.currentState.reference === path);
    if (node) set(node, value);
    else unknown.push(path);
  }
  const payload = await root.prepareInstancePayload();
  const sent = payload.data[0].get('xml_submission_file') as unknown as { readonly text?: () => Promise<string> };
  const Reader = window['FileReader'] as new () => {
    addEventListener: (type: 'load', listener: () => void) => void;
    readonly result: string;
    readAsText: (file: unknown) => void;
  };
  // The file of this browser has no text() of its own.
  const xml = await new Promise<string>((resolve) => {
    const reader = new Reader();
    reader.addEventListener('load', () => resolve(reader.result));
    reader.readAsText(sent);
  });
  return {
    loaded: true,
    languages: root.languages.map((it) => it.language),
    label,
    before,
    after: violations(),
    relevant: nodesIn(root).flatMap((it) => (it.currentState.relevant ? [it.currentState.reference] : [])),
    unknown,
    status: payload.status,
    xml,
    files: [...payload.data[0].keys()],
  };
};

process.stdout.write(JSON.stringify(await main()));
