import { Component, type ErrorInfo, type ReactNode } from 'react';
import { encodeError, toAppError } from '../../core/errors.ts';
import { ErrorView } from './ErrorView.tsx';

interface Props {
  readonly children: ReactNode;
  /** Another value clears the error: the address. */
  readonly resetKey?: string;
}

interface State {
  readonly thrown: unknown;
  readonly failed: boolean;
  readonly stack: string;
}

const WELL: State = { thrown: null, failed: false, stack: '' };

/** Keeps a defect in one view from taking the rest down. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = WELL;

  static getDerivedStateFromError(thrown: unknown): Partial<State> {
    return { thrown, failed: true };
  }

  override componentDidCatch(_thrown: unknown, info: ErrorInfo): void {
    this.setState({ stack: info.componentStack ?? '' });
  }

  override componentDidUpdate(previous: Props): void {
    if (this.state.failed && previous.resetKey !== this.props.resetKey) this.setState(WELL);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const own = this.state.thrown instanceof Error ? this.state.thrown.stack : String(this.state.thrown);
    const details = [JSON.stringify(encodeError(this.state.thrown), null, 2), own, this.state.stack].join('\n');
    return <ErrorView error={toAppError(this.state.thrown)} details={details} />;
  }
}
