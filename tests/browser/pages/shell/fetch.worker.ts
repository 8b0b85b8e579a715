/** Asks for an address, and says what came of it. */
self.addEventListener('message', async ({ data }: MessageEvent<string>) => {
  const result = await fetch(data).then(
    () => 'ok',
    (error: Error) => error.name,
  );
  self.postMessage(result);
});
