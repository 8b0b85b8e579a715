declare module 'virtual:store-image' {
  /** Address of the image that `scripts/build-store-image.ts` makes. */
  const imageUrl: string;
  export default imageUrl;
}
