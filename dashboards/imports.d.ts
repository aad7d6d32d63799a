/** Vite's `?url`: the address of a file that is copied to the output as it is. */
declare module '*?url' {
  const url: string
  export default url
}
