const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
};

/** A name for a picture that was pasted or dropped, that no other one has: its own, and when it came, to the second. */
export function pictureName(name: string, mediaType: string, now: Date, at: number): string {
  const ending = ENDINGS[mediaType] ?? 'png';
  const own = name
    .replace(/\.[^.]*$/, '')
    .replace(/[\\/:*?"<>|#^[\]\s]+/g, ' ')
    .trim();
  const word = own === '' || own === 'image' ? 'Picture' : own.slice(0, 80);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  return `${word} ${day}-${time}${at === 0 ? '' : `-${at + 1}`}.${ending}`;
}
