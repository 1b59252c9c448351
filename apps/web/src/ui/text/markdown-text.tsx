import { Link } from '@tanstack/react-router';
import { createElement, type ReactNode, useEffect, useState } from 'react';
import { Skeleton } from '../states';
import { ExactText } from './exact-text';
import classes from './markdown.module.css';
import type { MarkdownNode } from './markdown-model';
import { formatted } from './text-desk';
import viewer from './text-viewer.module.css';
import { VisibleText } from './visible-text';

/** Text of an agent, formatted; where that cannot be done, to the letter and why. */
export const MarkdownText = ({ text, label }: { text: string; label: string }) => {
  const [result, setResult] = useState<readonly MarkdownNode[] | string | null>(null);
  useEffect(() => {
    let gone = false;
    formatted(text).then(
      (nodes) => gone || setResult(nodes),
      (error: Error) => gone || setResult(error.message),
    );
    return () => {
      gone = true;
    };
  }, [text]);
  if (result === null) return <Skeleton rows={4} />;
  if (typeof result === 'string')
    return (
      <>
        <p className={viewer.empty}>Not formatted: {result}.</p>
        <ExactText text={text} label={label} />
      </>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.markdown} tabIndex={0} aria-label={label}>
      <Nodes nodes={result} />
    </section>
  );
};

// biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other identity
const Nodes = ({ nodes }: { nodes: readonly MarkdownNode[] }) => nodes.map((node, index) => <Part key={index} node={node} />);

/** Headings of agents must not pretend to be headings of the console. */
const FIRST_HEADING = 4;
const LAST_HEADING = 6;

const Part = ({ node }: { node: MarkdownNode }): ReactNode => {
  switch (node.kind) {
    case 'text':
      return <VisibleText text={node.text} />;
    case 'codespan':
      return (
        <code>
          <VisibleText text={node.text} />
        </code>
      );
    case 'code':
      return (
        <pre>
          <VisibleText text={node.text} />
        </pre>
      );
    case 'image':
      return <NotLoaded text={node.text} href={node.href} />;
    case 'rule':
      return <hr />;
    case 'break':
      return <br />;
    case 'heading':
      return createElement(
        `h${Math.min(LAST_HEADING, FIRST_HEADING + node.depth - 1)}`,
        { 'data-depth': node.depth },
        <Nodes nodes={node.children} />,
      );
    case 'link':
      return <Leaving node={node} />;
    case 'list':
      return node.start === null ? (
        <ul>
          <Nodes nodes={node.children} />
        </ul>
      ) : (
        <ol start={node.start}>
          <Nodes nodes={node.children} />
        </ol>
      );
    case 'item':
      return (
        <li>
          {node.checked === null ? null : (
            <input type="checkbox" checked={node.checked} readOnly disabled aria-label={node.checked ? 'done' : 'to do'} />
          )}
          <Nodes nodes={node.children} />
        </li>
      );
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              <Nodes nodes={node.head.map((cell) => ({ ...cell, kind: 'cell' }) as MarkdownNode)} />
            </tr>
          </thead>
          <tbody>
            <Nodes nodes={node.children} />
          </tbody>
        </table>
      );
    default:
      return createElement(TAGS[node.kind], null, <Nodes nodes={node.children} />);
  }
};

const TAGS = { paragraph: 'p', quote: 'blockquote', strong: 'strong', em: 'em', del: 'del', row: 'tr', cell: 'td' } as const;

/** A picture would tell its server who is reading. */
const NotLoaded = ({ text, href }: { text: string; href: string }) => (
  <span className={classes.picture} title={href}>
    picture, not loaded: <VisibleText text={text === '' ? href : text} />
  </span>
);

/** Where it leads is said before one goes. Whatever is no web or mail address is no link. */
const Leaving = ({ node }: { node: Extract<MarkdownNode, { kind: 'link' }> }) =>
  /^(https?|mailto):/i.test(node.href) ? (
    <Link to="/leaving" search={{ to: node.href }} title={node.href}>
      <Nodes nodes={node.children} />
    </Link>
  ) : (
    <span title={node.href}>
      <Nodes nodes={node.children} />
    </span>
  );
