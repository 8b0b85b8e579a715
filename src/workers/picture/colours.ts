import type { PictureColours } from './picture.api.ts';

/** Red, green, blue and opacity from 0 to 1, the colours already weakened by the opacity. */
export type Rgba = readonly [number, number, number, number];

export type Colours = Readonly<Record<keyof PictureColours, Rgba>>;

/** What CSS calls a colour, by the browser itself. */
function readColour(css: string): Rgba {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) return [0, 0, 0, 1];
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  const part = alpha / 255;
  return [(red / 255) * part, (green / 255) * part, (blue / 255) * part, part];
}

export const weakened = (colour: Rgba, by: number): Rgba => [
  colour[0] * by,
  colour[1] * by,
  colour[2] * by,
  colour[3] * by,
];

/** By `STATE`. */
export const paletteOf = ({ faint, node, other, accent }: Colours): readonly Rgba[] => [
  faint,
  faint,
  node,
  other,
  accent,
];

export const readColours = (colours: PictureColours): Colours => ({
  node: readColour(colours.node),
  other: readColour(colours.other),
  faint: readColour(colours.faint),
  line: readColour(colours.line),
  accent: readColour(colours.accent),
  ground: readColour(colours.ground),
});
