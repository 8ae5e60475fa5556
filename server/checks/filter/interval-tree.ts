/**
 * Intervals of whole numbers, each with the row it belongs to: a treap in order of low end, in which every node also knows the
 * highest end below it, so that a question visits few nodes beside those it finds. The same interval may be in it more than once.
 */
export type Interval = { readonly low: number; readonly high: number; readonly row: number };

type Node = Interval & { readonly weight: number; most: number; left: Node | undefined; right: Node | undefined };

export type IntervalTree = {
  add(interval: Interval): void;
  /** Takes out one that is equal; nothing happens when there is none. */
  remove(interval: Interval): void;
  /** Rows of the intervals that have a number in common with `low` to `high`, both ends included. */
  findOverlapping(low: number, high: number): number[];
  size(): number;
};

/** Makes an empty tree. */
export function createIntervalTree(): IntervalTree {
  let root: Node | undefined;
  let size = 0;
  return {
    add(interval) {
      size += 1;
      const node: Node = { ...interval, weight: weightOf(size, interval), most: interval.high, left: undefined, right: undefined };
      root = insert(root, node);
    },
    remove(interval) {
      const kept = remove(root, interval);
      if (kept === false) return;
      root = kept;
      size -= 1;
    },
    findOverlapping(low, high) {
      const rows: number[] = [];
      collect(root, { low, high }, rows);
      return rows;
    },
    size: () => size,
  };
}

/** Spreads the nodes over the heights, whatever the order of their arrival. */
function weightOf(count: number, { low, row }: Interval): number {
  let mixed = Math.imul(count, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b) ^ Math.imul(low, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function compare(a: Interval, b: Interval): number {
  return a.low - b.low || a.high - b.high || a.row - b.row;
}

function measured(node: Node): Node {
  node.most = Math.max(node.high, node.left?.most ?? node.high, node.right?.most ?? node.high);
  return node;
}

function insert(tree: Node | undefined, node: Node): Node {
  if (tree === undefined) return node;
  if (node.weight > tree.weight) {
    [node.left, node.right] = split(tree, node);
    return measured(node);
  }
  if (compare(node, tree) < 0) tree.left = insert(tree.left, node);
  else tree.right = insert(tree.right, node);
  return measured(tree);
}

/** What comes before an interval, and the rest. */
function split(tree: Node | undefined, at: Interval): [Node | undefined, Node | undefined] {
  if (tree === undefined) return [undefined, undefined];
  if (compare(tree, at) < 0) {
    const [before, after] = split(tree.right, at);
    tree.right = before;
    return [measured(tree), after];
  }
  const [before, after] = split(tree.left, at);
  tree.left = after;
  return [before, measured(tree)];
}

/** The tree without the interval; false when it is not there. */
function remove(tree: Node | undefined, gone: Interval): Node | undefined | false {
  if (tree === undefined) return false;
  const order = compare(gone, tree);
  if (order === 0) return join(tree.left, tree.right);
  const kept = remove(order < 0 ? tree.left : tree.right, gone);
  if (kept === false) return false;
  if (order < 0) tree.left = kept;
  else tree.right = kept;
  return measured(tree);
}

function join(before: Node | undefined, after: Node | undefined): Node | undefined {
  if (before === undefined || after === undefined) return before ?? after;
  if (before.weight > after.weight) {
    before.right = join(before.right, after);
    return measured(before);
  }
  after.left = join(before, after.left);
  return measured(after);
}

function collect(tree: Node | undefined, asked: { low: number; high: number }, rows: number[]): void {
  if (tree === undefined || tree.most < asked.low) return;
  collect(tree.left, asked, rows);
  if (tree.low > asked.high) return;
  if (tree.high >= asked.low) rows.push(tree.row);
  collect(tree.right, asked, rows);
}
