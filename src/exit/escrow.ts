// Evidence for exits, kept while nodes still serve it: verified when it is kept, on disk before it counts, bounded, pruned by
// rule. It lies by rollup, account and way under a name. It knows no chain: what a piece proves, its way alone can say.

import type { Hex } from "../base/bytes.ts";
import {
	address,
	type Decoded,
	flag,
	int,
	oneOf,
	parseJson,
	record,
	text,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { canonical, json } from "../receipt/canonical.ts";
import type { Store } from "../source/ports.ts";

/** Characters of one piece, and of all there is. A Merkle proof has some thousands, a batch with its proof a million. */
export const mostPieceChars = 2_000_000;
export const mostEscrowChars = 32_000_000;
/** Pieces of one way for one account that no open journey needs: the newest, for a reorg may take back the last. */
export const mostPieces = 8;

const piece = record({
	format: oneOf("sextant-kept-1"),
	network: text(40),
	chainId: int(1),
	account: address,
	way: text(40),
	name: text(80),
	text: text(mostPieceChars),
	/** The time of the state it proves; zero where only its user can say. */
	asOfS: int(),
	says: text(300),
	keptMs: int(),
	/** Was it checked before it was kept? Else whoever uses it is the first to. */
	checked: flag,
});
export type Piece = Decoded<typeof piece>;

/** What is known of a piece without reading it. */
export type Kept = Omit<Piece, "format" | "text"> & { readonly chars: number };

export type Place = {
	readonly network: string;
	readonly chainId: number;
	readonly account: Hex;
	readonly way: string;
};

export type Escrow = {
	/** As it was kept: a claim, verified again by whoever uses it. @throws storage */
	readonly get: (place: Place, name: string) => Promise<string | undefined>;
	/**
	 * Keeps a piece; on disk when it resolves. An older one under its name gives way, a newer one stays.
	 * @returns whether it is the one that is kept now
	 * @throws storage, also when there is no room; too-large
	 */
	readonly keep: (
		place: Place,
		given: {
			readonly name: string;
			readonly text: string;
			readonly asOfS: number;
			readonly says: string;
			readonly checked: boolean;
		},
		nowMs: number,
	) => Promise<boolean>;
	/** All there is, newest state first. */
	readonly list: () => readonly Kept[];
	/** Drops what the rule does not keep. Resolves when it is off the disk. */
	readonly prune: () => Promise<void>;
};

const keyOf = ({ network, chainId, account, way }: Place, name: string) =>
	JSON.stringify([network, chainId, account, way, name]);

const groupOf = (one: Place): string => keyOf(one, "");

const isOlder = (a: Kept, b: Kept): number =>
	b.asOfS - a.asOfS || b.keptMs - a.keptMs;

/**
 * What goes: of each way and account all but the newest `mostPieces` that no open journey needs, and then the oldest of
 * those until the rest has room. What a journey needs never goes.
 */
export const spare = (
	all: readonly Kept[],
	isNeeded: (one: Kept) => boolean,
	roomChars: number,
): readonly Kept[] => {
	const free = all.filter((one) => !isNeeded(one)).toSorted(isOlder);
	const counts = new Map<string, number>();
	const gone: Kept[] = [];
	const left: Kept[] = [];
	for (const one of free) {
		const count = (counts.get(groupOf(one)) ?? 0) + 1;
		counts.set(groupOf(one), count);
		(count > mostPieces ? gone : left).push(one);
	}
	let chars =
		all.reduce((sum, one) => sum + one.chars, 0) -
		gone.reduce((sum, one) => sum + one.chars, 0);
	while (chars > roomChars) {
		const oldest = left.pop();
		if (oldest === undefined) break;
		chars -= oldest.chars;
		gone.push(oldest);
	}
	return gone;
};

/** @param isNeeded whether an open journey uses the piece */
export const openEscrow = async (
	store: Store,
	isNeeded: (one: Kept) => boolean,
): Promise<Escrow> => {
	const known = new Map<string, Kept>();
	for (const key of await store.keys("escrow")) {
		const stored = await store.get("escrow", key);
		if (stored === undefined) continue;
		try {
			const { format: _, text: held, ...rest } = decodePiece(stored);
			if (keyOf(rest, rest.name) === key)
				known.set(key, { ...rest, chars: held.length });
		} catch {
			// of another release, or damaged: it lies there and is not used
		}
	}

	let last: Promise<unknown> = Promise.resolve();
	const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
		const done = last.catch(() => {}).then(work);
		last = done;
		return done;
	};

	const drop = async (gone: readonly Kept[]): Promise<void> => {
		if (gone.length === 0) return;
		const keys = gone.map((one) => keyOf(one, one.name));
		await store.putAll(
			keys.map((key) => ({ table: "escrow", key, value: null })),
		);
		for (const key of keys) known.delete(key);
	};

	return {
		get: async (place, name) => {
			const stored = await store.get("escrow", keyOf(place, name));
			return stored === undefined || !known.has(keyOf(place, name))
				? undefined
				: decodePiece(stored).text;
		},
		keep: (place, given, nowMs) =>
			inTurn(async () => {
				const key = keyOf(place, given.name);
				const before = known.get(key);
				if (before !== undefined && before.asOfS > given.asOfS) return false;
				if (given.text.length > mostPieceChars)
					throw new Fault("too-large", `${given.text.length} characters`);
				const whole = piece(
					{
						...place,
						...given,
						says: given.says.slice(0, 300),
						format: "sextant-kept-1",
						keptMs: nowMs,
					},
					"piece",
				);
				const { format: _, text: held, ...rest } = whole;
				const one: Kept = { ...rest, chars: held.length };
				const others = [...known.values()].filter(
					(other) => keyOf(other, other.name) !== key,
				);
				await drop(spare(others, isNeeded, mostEscrowChars - one.chars));
				const chars = [...known.values()]
					.filter((other) => keyOf(other, other.name) !== key)
					.reduce((sum, other) => sum + other.chars, one.chars);
				if (chars > mostEscrowChars)
					throw new Fault(
						"storage",
						`evidence that open exits need fills its ${mostEscrowChars} characters`,
					);
				await store.put("escrow", key, canonical(json(whole, "piece")));
				known.set(key, one);
				return true;
			}),
		list: () => [...known.values()].toSorted(isOlder),
		prune: () =>
			inTurn(() => drop(spare([...known.values()], isNeeded, mostEscrowChars))),
	};
};

/** @throws bad-json, bad-field, too-large */
const decodePiece = (stored: string): Piece =>
	piece(parseJson(stored, 6 * mostPieceChars), "piece");
