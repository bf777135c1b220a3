import type { ErrorComponentProps } from "@tanstack/react-router";
import { Component, type ReactNode } from "react";
import { useTab } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";

/** A page that threw: says so in its own tab, with the request id, and offers to try again. */
export function TabProblem({ error, reset }: ErrorComponentProps) {
  const tab = useTab();
  return <ProblemPage problem={error} onRetry={reset} onClose={tab.close} />;
}

export function LostPage() {
  const tab = useTab();
  return <ProblemPage problem={{ status: 404, code: "page_not_found", detail: "" }} onClose={tab.close} />;
}

/** Catches what the router does not: a fault of the frame around a page. */
export class TabBoundary extends Component<{ children: ReactNode; onClose(): void }, { error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return (
      <ProblemPage
        problem={this.state.error}
        onRetry={() => this.setState({ error: undefined })}
        onClose={this.props.onClose}
      />
    );
  }
}
