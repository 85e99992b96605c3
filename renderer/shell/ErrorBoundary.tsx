import { Component, type ReactNode } from 'react';
import { FailureNotice } from '../FailureNotice.tsx';

interface State {
  error: unknown;
  hasFailed: boolean;
}

/** Shows what went wrong in a place instead of a blank page; the places beside it go on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null, hasFailed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <FailureNotice
        error={this.state.error}
        onRetry={() => this.setState({ error: null, hasFailed: false })}
      />
    );
  }
}
