/** What the file is made of: script and styles as they stand in it, and their hashes for its own policy. */
export interface PageParts {
  readonly script: string;
  readonly scriptHash: string;
  readonly style: string;
  readonly styleHash: string;
}

const input = (id: string): string =>
  `<label for="${id}" data-say="${id}"></label><p class="small" id="${id}-hint" data-say="${id}Hint"></p><input type="file" id="${id}" aria-describedby="${id}-hint">`;

/** The one file of the verifier. Its policy lets it load nothing and send nothing. */
export const pageFile = ({ script, scriptHash, style, styleHash }: PageParts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${scriptHash}'; style-src '${styleHash}'; form-action 'none'; base-uri 'none'">
<meta name="referrer" content="no-referrer">
<title>Huiyin</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="bar"><b>Huiyin 回音</b> <button type="button" class="plain" id="other" data-say="other"></button></p>
<h1 data-say="title"></h1>
<p class="lead" data-say="lead"></p>
<p data-say="offline"></p>
<noscript><p class="cannot_tell">This page computes in the browser itself and needs JavaScript; without it, use a mirror or the command <code>verify</code>. 这一页在浏览器里自己计算，需要JavaScript；没有的话，请用镜像站或者 <code>verify</code> 命令。</p></noscript>
<form id="form">
${['bundle', 'policy', 'file'].map(input).join('\n')}
<p><button type="submit" data-say="check"></button></p>
</form>
<section id="result" tabindex="-1" aria-live="polite"></section>
<p class="small" data-say="learns"></p>
</main>
<script>${script}</script>
</body>
</html>
`;
