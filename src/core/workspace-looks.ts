/** What a workspace can look like and hold; without schemas, so that the page can have it. */

/** Each stands for a colour of the design that is read in light and in dark. */
export const WORKSPACE_COLOURS = ['ember', 'ochre', 'moss', 'sea', 'brick', 'stone'] as const;
export type WorkspaceColour = (typeof WORKSPACE_COLOURS)[number];

/** Names of Lucide. */
export const WORKSPACE_ICONS = [
  ...(['folder', 'briefcase', 'house', 'heart', 'book', 'graduation-cap', 'flask', 'code'] as const),
  ...(['camera', 'music', 'palette', 'plane', 'map', 'leaf', 'sun', 'mountain'] as const),
  ...(['dumbbell', 'utensils', 'landmark', 'scale', 'wallet', 'users', 'rocket', 'star'] as const),
] as const;
export type WorkspaceIcon = (typeof WORKSPACE_ICONS)[number];

/** Characters: what an answer is to heed; a small model heeds little. */
export const MAX_INSTRUCTIONS = 600;
