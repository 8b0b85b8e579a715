import { WidgetType } from '@codemirror/view';

/** In the place of whole lines that something else shows already. */
export class HiddenWidget extends WidgetType {
  override eq(_other: HiddenWidget): boolean {
    return true;
  }
  override get estimatedHeight(): number {
    return 0;
  }
  toDOM(): HTMLElement {
    return document.createElement('div');
  }
}
