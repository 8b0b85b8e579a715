/** Whether there is anything to draw a graph with. */
export const canDraw = (): boolean => document.createElement('canvas').getContext('webgl2') !== null;
