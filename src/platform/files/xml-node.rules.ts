/** Reading an element child by child. Invariant: a text that nobody read is found again by `unreadTexts`. */

export interface XmlNode {
  readonly name: string;
  readonly line: number;
  readonly children: XmlNode[];
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

export interface UnreadText {
  /** Path inside the segment, e.g. `Tonnage/Tonnage_net_weight`. */
  readonly element: string;
  readonly value: string;
  readonly line: number;
}

export const childrenOf = (node: XmlNode | undefined, name: string): readonly XmlNode[] =>
  node?.children.filter((child) => child.name === name) ?? [];

/** The children of that name that hold text: client exports write `<x/>` and `<x><null/></x>` for nothing. */
export const filledChildren = (node: XmlNode | undefined, name: string): readonly XmlNode[] =>
  childrenOf(node, name).filter((child) => child.text.trim() !== '');

/** Every text that was not read, with its path inside this segment. */
export function unreadTexts(segment: XmlNode | undefined, read: ReadonlySet<XmlNode>): readonly UnreadText[] {
  const rest: UnreadText[] = [];
  const visit = (node: XmlNode, path: string): void => {
    const value = node.text.trim();
    if (value !== '' && !read.has(node)) rest.push({ element: path, value, line: node.line });
    for (const child of node.children) visit(child, path === '' ? child.name : `${path}/${child.name}`);
  };
  if (segment) visit(segment, '');
  return rest;
}

/** Values quoted in a warning are cut: they may be 64 kB long. */
export const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
