// DEFLATE for the package, where bytes count and time does not: the cheapest parse under the codes of its own block, found in a
// few rounds. zlib looks no further than the next match. Source: RFC 1951; the search is that of shortest paths.

/** RFC 1951, section 3.2.5: of each code the shortest length and its extra bits, then the same of distances. */
const lengthBase = [
	3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67,
	83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtra = [
	0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5,
	5, 5, 0,
];
const distanceBase = [
	1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769,
	1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const distanceExtra = [
	0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11,
	11, 12, 12, 13, 13,
];
/** Section 3.2.7. */
const codeLengthOrder = [
	16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];
const endOfBlock = 256;
const literals = 286;
const distances = 30;
const longest = 258;
const window = 32_768;
/** Earlier places looked at for one match. */
const mostLooks = 4096;
/** A block begins with so many, before it is joined with its neighbours. */
const tokensInBlock = 256;

const at = (list: ArrayLike<number>, i: number): number => list[i] ?? 0;

/** By length, and by distance, its code. */
const lengthCode = Uint8Array.from({ length: longest + 1 }, (_, length) =>
	Math.max(
		0,
		lengthBase.findLastIndex((base) => base <= length),
	),
);
const distanceCode = new Uint8Array(window + 1);
for (let code = 0; code < distances; code++)
	distanceCode.fill(code, at(distanceBase, code));

/** Of each place the matches that end further than every nearer one: lengths that grow, each with its smallest distance. */
type Matches = {
	readonly first: Uint32Array;
	readonly lengths: number[];
	readonly distances: number[];
};

const matchesOf = (bytes: Uint8Array): Matches => {
	const size = bytes.length;
	const first = new Uint32Array(size + 1);
	const lengths: number[] = [];
	const found: number[] = [];
	const head = new Int32Array(1 << 16).fill(-1);
	const before = new Int32Array(size).fill(-1);
	for (let i = 0; i < size; i++) {
		first[i] = lengths.length;
		if (i + 3 > size) continue;
		const three =
			(at(bytes, i) << 16) | (at(bytes, i + 1) << 8) | at(bytes, i + 2);
		const hash = Math.imul(three, 0x9e37_79b1) >>> 16;
		const most = Math.min(longest, size - i);
		let best = 2;
		let looks = mostLooks;
		for (
			let j = at(head, hash);
			j >= 0 && i - j <= window && best < most && looks > 0;
			j = at(before, j), looks--
		) {
			if (bytes[j + best] !== bytes[i + best]) continue;
			let length = 0;
			while (length < most && bytes[j + length] === bytes[i + length]) length++;
			if (length <= best) continue;
			best = length;
			lengths.push(length);
			found.push(i - j);
		}
		before[i] = at(head, hash);
		head[hash] = i;
	}
	first[size] = lengths.length;
	return { first, lengths, distances: found };
};

/** A literal has distance 0, and its byte for a length. */
type Token = { readonly length: number; readonly distance: number };
type Counts = { readonly literal: Uint32Array; readonly distance: Uint32Array };

const countsOf = (tokens: readonly Token[]): Counts => {
	const literal = new Uint32Array(literals);
	const distance = new Uint32Array(distances);
	literal[endOfBlock] = 1;
	for (const token of tokens)
		if (token.distance === 0)
			literal[token.length] = at(literal, token.length) + 1;
		else {
			const code = 257 + at(lengthCode, token.length);
			const far = at(distanceCode, token.distance);
			literal[code] = at(literal, code) + 1;
			distance[far] = at(distance, far) + 1;
		}
	return { literal, distance };
};

/** Code lengths of at most `most` bits. Counts are made more alike until the tree is low enough. */
const huffman = (counts: ArrayLike<number>, most: number): Uint8Array => {
	const lengths = new Uint8Array(counts.length);
	type Tree = { readonly weight: number; readonly symbols: readonly number[] };
	for (let flatter = 0; ; flatter++) {
		lengths.fill(0);
		let trees: Tree[] = Array.from(counts, (count, symbol) => ({
			weight: count === 0 ? 0 : (count >> flatter) + 1,
			symbols: [symbol],
		})).filter(({ weight }) => weight > 0);
		if (flatter === 0)
			trees = trees.map((tree) => ({ ...tree, weight: tree.weight - 1 }));
		trees.sort((a, b) => a.weight - b.weight);
		// one code alone still has one bit
		if (trees.length === 1) lengths[trees[0]?.symbols[0] ?? 0] = 1;
		const joined: Tree[] = [];
		const least = (): Tree | undefined => {
			const [a, b] = [trees[0], joined[0]];
			return b === undefined || (a !== undefined && a.weight <= b.weight)
				? trees.shift()
				: joined.shift();
		};
		while (trees.length + joined.length > 1) {
			const [a, b] = [least(), least()];
			if (a === undefined || b === undefined) break;
			const symbols = [...a.symbols, ...b.symbols];
			for (const symbol of symbols) lengths[symbol] = at(lengths, symbol) + 1;
			joined.push({ weight: a.weight + b.weight, symbols });
		}
		if (lengths.every((length) => length <= most)) return lengths;
	}
};

/** What each symbol costs, in bits, and what one costs that was not used. */
const costsOf = (counts: Uint32Array): Float64Array => {
	const sum = counts.reduce((all, count) => all + count, 0);
	return Float64Array.from(counts, (count) =>
		Math.log2(Math.max(1, sum) / Math.max(0.5, count)),
	);
};

/** The cheapest tokens for a stretch of the bytes, were its codes as long as these counts say. */
const cheapest = (
	bytes: Uint8Array,
	from: number,
	to: number,
	matches: Matches,
	counts: Counts,
): Token[] => {
	const literal = costsOf(counts.literal);
	const far = costsOf(counts.distance).map(
		(bits, code) => bits + at(distanceExtra, code),
	);
	const long = Float64Array.from({ length: longest + 1 }, (_, length) => {
		const code = at(lengthCode, length);
		return at(literal, 257 + code) + at(lengthExtra, code);
	});
	const size = to - from;
	const cost = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
	const steps = new Uint16Array(size + 1);
	const reach = new Uint16Array(size + 1);
	cost[0] = 0;
	for (let i = 0; i < size; i++) {
		const here = at(cost, i);
		const plain = here + at(literal, at(bytes, from + i));
		if (plain < at(cost, i + 1)) {
			cost[i + 1] = plain;
			steps[i + 1] = 1;
			reach[i + 1] = 0;
		}
		let length = 3;
		const end = at(matches.first, from + i + 1);
		for (let m = at(matches.first, from + i); m < end; m++) {
			const distance = at(matches.distances, m);
			const base = here + at(far, at(distanceCode, distance));
			const most = Math.min(at(matches.lengths, m), size - i);
			for (; length <= most; length++) {
				const sum = base + at(long, length);
				if (sum < at(cost, i + length)) {
					cost[i + length] = sum;
					steps[i + length] = length;
					reach[i + length] = distance;
				}
			}
		}
	}
	const tokens: Token[] = [];
	for (let i = size; i > 0; ) {
		const length = at(steps, i);
		const distance = at(reach, i);
		i -= length;
		tokens.push(
			distance === 0
				? { length: at(bytes, from + i), distance }
				: { length, distance },
		);
	}
	return tokens.reverse();
};

class Bits {
	readonly bytes: number[] = [];
	#held = 0;
	#count = 0;
	/** Low bits first. */
	add(value: number, count: number): void {
		for (let i = 0; i < count; i++) {
			this.#held |= ((value >> i) & 1) << this.#count;
			if (++this.#count < 8) continue;
			this.bytes.push(this.#held);
			this.#held = 0;
			this.#count = 0;
		}
	}
	end(): Uint8Array {
		if (this.#count > 0) this.add(0, 8 - this.#count);
		return Uint8Array.from(this.bytes);
	}
}

/** Section 3.2.2. A code's high bit goes first. */
const codesOf = (lengths: Uint8Array): Uint16Array => {
	const codes = new Uint16Array(lengths.length);
	let code = 0;
	for (let bits = 1; bits <= 15; bits++, code <<= 1)
		lengths.forEach((length, symbol) => {
			if (length !== bits) return;
			let turned = 0;
			for (let i = 0; i < bits; i++)
				turned |= ((code >> i) & 1) << (bits - 1 - i);
			codes[symbol] = turned;
			code++;
		});
	return codes;
};

/** Section 3.2.7: code lengths, with runs written short. Each is a symbol, and the extra bits after it. */
const runsOf = (
	lengths: readonly number[],
): { symbol: number; extra: number; bits: number }[] => {
	const out: { symbol: number; extra: number; bits: number }[] = [];
	for (let i = 0; i < lengths.length; ) {
		const length = at(lengths, i);
		let run = 1;
		while (i + run < lengths.length && lengths[i + run] === length) run++;
		if (length === 0 && run >= 11) {
			run = Math.min(run, 138);
			out.push({ symbol: 18, extra: run - 11, bits: 7 });
		} else if (length === 0 && run >= 3)
			out.push({ symbol: 17, extra: run - 3, bits: 3 });
		else if (run >= 4) {
			run = Math.min(run, 7);
			out.push({ symbol: length, extra: 0, bits: 0 });
			out.push({ symbol: 16, extra: run - 4, bits: 2 });
		} else {
			run = 1;
			out.push({ symbol: length, extra: 0, bits: 0 });
		}
		i += run;
	}
	return out;
};

const shapeOf = (counts: Counts) => {
	const literal = huffman(counts.literal, 15);
	const distance = huffman(counts.distance, 15);
	const used = (lengths: Uint8Array, least: number): number =>
		Math.max(least, lengths.findLastIndex((length) => length > 0) + 1);
	const literalCount = used(literal, 257);
	const distanceCount = used(distance, 1);
	const runs = runsOf([
		...literal.subarray(0, literalCount),
		...distance.subarray(0, distanceCount),
	]);
	const runCounts = new Uint32Array(19);
	for (const { symbol } of runs) runCounts[symbol] = at(runCounts, symbol) + 1;
	const runLengths = huffman(runCounts, 7);
	const orderCount = Math.max(
		4,
		codeLengthOrder.findLastIndex((symbol) => at(runLengths, symbol) > 0) + 1,
	);
	return {
		literal,
		distance,
		literalCount,
		distanceCount,
		runs,
		runLengths,
		orderCount,
	};
};

/** How many bits a block has. */
const bitsOf = (counts: Counts): number => {
	const { literal, distance, runs, runLengths, orderCount } = shapeOf(counts);
	let bits = 17 + 3 * orderCount;
	for (const run of runs) bits += at(runLengths, run.symbol) + run.bits;
	counts.literal.forEach((count, symbol) => {
		const extra = symbol > 256 ? at(lengthExtra, symbol - 257) : 0;
		bits += count * (at(literal, symbol) + extra);
	});
	counts.distance.forEach((count, code) => {
		bits += count * (at(distance, code) + at(distanceExtra, code));
	});
	return bits;
};

const writeBlock = (
	out: Bits,
	tokens: readonly Token[],
	isLast: boolean,
): void => {
	const shape = shapeOf(countsOf(tokens));
	out.add(isLast ? 1 : 0, 1);
	out.add(2, 2);
	out.add(shape.literalCount - 257, 5);
	out.add(shape.distanceCount - 1, 5);
	out.add(shape.orderCount - 4, 4);
	for (const symbol of codeLengthOrder.slice(0, shape.orderCount))
		out.add(at(shape.runLengths, symbol), 3);
	const runCodes = codesOf(shape.runLengths);
	for (const { symbol, extra, bits } of shape.runs) {
		out.add(at(runCodes, symbol), at(shape.runLengths, symbol));
		out.add(extra, bits);
	}
	const literal = codesOf(shape.literal);
	const far = codesOf(shape.distance);
	for (const { length, distance } of tokens) {
		const code = distance === 0 ? -1 : at(lengthCode, length);
		const symbol = distance === 0 ? length : 257 + code;
		out.add(at(literal, symbol), at(shape.literal, symbol));
		if (distance === 0) continue;
		out.add(length - at(lengthBase, code), at(lengthExtra, code));
		const farCode = at(distanceCode, distance);
		out.add(at(far, farCode), at(shape.distance, farCode));
		out.add(distance - at(distanceBase, farCode), at(distanceExtra, farCode));
	}
	out.add(at(literal, endOfBlock), at(shape.literal, endOfBlock));
};

type Block = {
	readonly from: number;
	readonly to: number;
	readonly counts: Counts;
};

const sumOf = (a: Counts, b: Counts): Counts => {
	const literal = a.literal.map((count, i) => count + at(b.literal, i));
	literal[endOfBlock] = 1;
	return {
		literal,
		distance: a.distance.map((count, i) => count + at(b.distance, i)),
	};
};

type Sized = Block & { readonly bits: number };

/** Two neighbours as one block, and how many bits less it has. */
type Joined = { readonly block: Sized; readonly gain: number };
const joinedOf = (a?: Sized, b?: Sized): Joined | undefined => {
	if (a === undefined || b === undefined) return undefined;
	const counts = sumOf(a.counts, b.counts);
	const bits = bitsOf(counts);
	const block = { from: a.from, to: b.to, counts, bits };
	return { block, gain: a.bits + b.bits - bits };
};

/** Stretches of the bytes that do better with codes of their own. */
const blocksOf = (tokens: readonly Token[]): readonly Block[] => {
	const blocks: Sized[] = [];
	let place = 0;
	for (let i = 0; i < tokens.length; i += tokensInBlock) {
		const part = tokens.slice(i, i + tokensInBlock);
		const from = place;
		for (const { length, distance } of part)
			place += distance === 0 ? 1 : length;
		const counts = countsOf(part);
		blocks.push({ from, to: place, counts, bits: bitsOf(counts) });
	}
	/** Of each block what comes of it and the next one. */
	const pairs = blocks.map((block, i) => joinedOf(block, blocks[i + 1]));
	for (;;) {
		let best = 0;
		let found = -1;
		pairs.forEach((pair, i) => {
			if (pair === undefined || pair.gain <= best) return;
			best = pair.gain;
			found = i;
		});
		const joined = pairs[found];
		if (joined === undefined) return blocks;
		blocks.splice(found, 2, joined.block);
		pairs.splice(found, 2, joinedOf(joined.block, blocks[found + 1]));
		if (found > 0) pairs[found - 1] = joinedOf(blocks[found - 1], joined.block);
	}
};

/** The cheapest tokens of a block under the codes that they make. */
const settled = (
	bytes: Uint8Array,
	{ from, to, counts }: Block,
	matches: Matches,
): readonly Token[] => {
	let own = counts;
	let best: readonly Token[] = [];
	let least = Number.POSITIVE_INFINITY;
	for (let round = 0; round < 12; round++) {
		const tried = cheapest(bytes, from, to, matches, own);
		own = countsOf(tried);
		const bits = bitsOf(own);
		if (bits >= least) break;
		least = bits;
		best = tried;
	}
	return best;
};

/** The bytes as raw DEFLATE, which every inflater reads. */
export const deflate = (bytes: Uint8Array): Uint8Array => {
	const out = new Bits();
	if (bytes.length === 0) {
		writeBlock(out, [], true);
		return out.end();
	}
	const matches = matchesOf(bytes);
	let counts: Counts = {
		literal: new Uint32Array(literals).fill(1),
		distance: new Uint32Array(distances).fill(1),
	};
	let tokens: Token[] = [];
	for (let round = 0; round < 4; round++) {
		tokens = cheapest(bytes, 0, bytes.length, matches, counts);
		counts = countsOf(tokens);
	}
	// what is cheapest in its block makes other blocks
	let blocks: readonly Block[] = [];
	for (let round = 0; round < 3; round++) {
		blocks = blocksOf(tokens);
		tokens = blocks.flatMap((block) => settled(bytes, block, matches));
	}
	for (const block of blocks)
		writeBlock(out, settled(bytes, block, matches), block.to === bytes.length);
	return out.end();
};
