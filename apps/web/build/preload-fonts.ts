import type { Plugin } from 'vite';

/** The text face, which every page needs before its first paint; the other one is asked for when it is used. */
const FIRST = /inter-latin-wght-normal-[\w-]+\.woff2$/;

/** Names the font in the page itself, so that it is on its way before the style sheet is read. */
export const preloadFonts = (): Plugin => ({
  name: 'mc-preload-fonts',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((name) => FIRST.test(name))
        .map((name) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${name}`, crossorigin: '' },
          injectTo: 'head' as const,
        })),
  },
});
