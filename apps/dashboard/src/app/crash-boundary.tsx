import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { ErrorPanel } from '../components/ui/error-panel.tsx';

interface CrashBoundaryProps {
  /** Another value gives the part a new chance. */
  place: string;
  children: ReactNode;
}

/** Stands in for a part that could not be drawn, or whose code could not be loaded (as after an update of the server). */
export class CrashBoundary extends Component<CrashBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidUpdate(before: CrashBoundaryProps): void {
    if (before.place !== this.props.place && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div>
        <ErrorPanel error={this.state.error} />
        <Button mx="auto" display="block" onClick={() => window.location.reload()}>
          Reload the page
        </Button>
      </div>
    );
  }
}
