/** The package has no types of its own: this is the folder with its files. */
declare module 'swagger-ui-dist/absolute-path.js' {
  export default function absolutePath(): string;
}
