/** Draws a formula into the element as MathML, by what is loaded with the first one; what is wrong stays as its source. */
export async function drawMath(source: string, isBlock: boolean, into: HTMLElement, wrong: string): Promise<void> {
  const setter = await import('../../markdown/set-formula.ts').catch(() => null);
  if (setter?.setFormula(into, source, isBlock)) return;
  into.textContent = source;
  into.classList.add('cm-wrong');
  into.title = wrong;
}
