// Evidence for exits, kept while nodes still serve it: verified when it is kept, on disk before it counts, bounded, pruned by
// rule. It lies by rollup, account and way under a name. It knows no chain: what a piece proves, its way alone can say.

import { serial } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import { canonical, json } from "../evidence/canonical.ts";
import { type MessageOrText, wording } from "../protocol/message.ts";
import type { Store } from "../source/ports.ts";
import { cutText } from "./stage.ts";

/** Characters of one piece, and of all there is. A Merkle proof has some thousands, a batch with its proof a million. */
export const mostPieceChars = 2_000_000;
export const mostStoredChars = 32_000_000;
/** Pieces of one way for one account that no open journey needs: the newest, for a reorg may take back the last. */
export const mostPieces = 8;
/** Pieces from files under one name, beside the one that this wallet captured itself. */
export const mostFromFiles = 3;
/** Characters of all that came from files. */
export const mostFileChars = mostStoredChars / 2;

const piece = d.record({
	format: d.oneOf("sextant-kept-1"),
	network: d.text(40),
	chainId: d.int(1),
	account: d.address,
	way: d.text(40),
	name: d.text(80),
	text: d.text(mostPieceChars),
	/** The time of the state it proves; zero where only its user can say. */
	asOfS: d.int(),
	/** A text from version 0.1.0. */
	says: wording(300),
	keptMs: d.int(),
	/** Was it checked before it was kept? Else whoever uses it is the first to. */
	checked: d.flag,
	/** Which of those from files under its name it is; missing for what this wallet captured itself. */
	file: d.optional(d.int(0, mostFromFiles - 1)),
});
export type Piece = Decoded<typeof piece>;

/** What is known of a piece without reading it. */
export type PieceSummary = Omit<Piece, "format" | "text"> & {
	readonly chars: number;
};

export type EvidencePlace = {
	readonly network: string;
	readonly chainId: number;
	readonly account: Hex;
	readonly way: string;
};

type OfferedPiece = {
	readonly name: string;
	readonly text: string;
	readonly asOfS: number;
	readonly says: MessageOrText;
	readonly checked: boolean;
};

export type EvidenceStore = {
	/** What this wallet captured under the name, as it was kept: a claim, verified again by whoever uses it. @throws storage */
	readonly get: (
		place: EvidencePlace,
		name: string,
	) => Promise<string | undefined>;
	/** What came from files under the name, the one taken last first. A claim like the other. @throws storage */
	readonly fromFiles: (
		place: EvidencePlace,
		name: string,
	) => Promise<readonly string[]>;
	/** The text of one that is listed. @throws storage */
	readonly read: (one: PieceSummary) => Promise<string | undefined>;
	/**
	 * Keeps a piece of this wallet's own; on disk when it resolves. An older one under its name gives way, a newer one stays.
	 * @returns whether it is the one that is kept now
	 * @throws storage, also when there is no room; too-large
	 */
	readonly keep: (
		place: EvidencePlace,
		given: OfferedPiece,
		nowMs: number,
	) => Promise<boolean>;
	/**
	 * Keeps a piece from a file beside what is here under its name; on disk when it resolves. What this wallet captured itself it
	 * never replaces, whatever time it states; of `mostFromFiles` others the one taken first gives way.
	 * @returns whether it is new here
	 * @throws storage, also when there is no room; too-large
	 */
	readonly keepFromFile: (
		place: EvidencePlace,
		given: OfferedPiece,
		nowMs: number,
	) => Promise<boolean>;
	/** All there is: first what this wallet captured, newest state first, then what came from files, the last taken first. */
	readonly list: () => readonly PieceSummary[];
	/** Drops what the rule does not keep. Resolves when it is off the disk. */
	readonly prune: () => Promise<void>;
};

const nameKey = (
	{ network, chainId, account, way }: EvidencePlace,
	name: string,
): readonly (string | number)[] => [network, chainId, account, way, name];

const keyOf = (place: EvidencePlace, name: string, file?: number): string =>
	JSON.stringify([
		...nameKey(place, name),
		...(file === undefined ? [] : ["file", file]),
	]);

const isOwn = ({ file }: Pick<PieceSummary, "file">): boolean =>
	file === undefined;

/** What files hold crowds out nothing of this wallet's own. */
const groupOf = (one: PieceSummary): string =>
	`${isOwn(one)} ${keyOf(one, "")}`;

/** By the state it proves; what came from a file states that itself, and goes by when it was taken. */
const isOlder = (a: PieceSummary, b: PieceSummary): number => {
	if (isOwn(a) !== isOwn(b)) return isOwn(a) ? -1 : 1;
	return (isOwn(a) ? b.asOfS - a.asOfS : 0) || b.keptMs - a.keptMs;
};

/** What an older release kept from a file lay under the wallet's own name for it. */
const wasFromFile = ({ file, says }: Piece): boolean =>
	file === undefined &&
	typeof says === "string" &&
	/^From a file[.,]/.test(says);

/**
 * What goes: of each way and account all but the newest `mostPieces` that no open journey needs, and as many from files; then the
 * oldest of those, files' first, until the rest has room. What a journey needs never goes; a file's piece is needed only where
 * this wallet has none of its own.
 */
export const spare = (
	all: readonly PieceSummary[],
	isNeeded: (one: PieceSummary) => boolean,
	roomChars: number,
): readonly PieceSummary[] => {
	const own = new Set(all.filter(isOwn).map((one) => keyOf(one, one.name)));
	const free = all
		.filter(
			(one) => !isNeeded(one) || (!isOwn(one) && own.has(keyOf(one, one.name))),
		)
		.toSorted(isOlder);
	const counts = new Map<string, number>();
	const gone: PieceSummary[] = [];
	const left: PieceSummary[] = [];
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

/** What lies in the store, by its key. @throws storage */
const readKept = async (
	store: Store,
	problem: (fault: Fault) => void,
): Promise<Map<string, PieceSummary>> => {
	const known = new Map<string, PieceSummary>();
	for (const key of await store.keys("escrow")) {
		const stored = await store.get("escrow", key);
		if (stored === undefined) continue;
		let found: Piece;
		try {
			found = decodePiece(stored);
			if (keyOf(found, found.name, found.file) !== key)
				throw new Fault("bad-field", `it is "${found.name}"`);
		} catch (thrown) {
			const { message } = asFault(thrown);
			problem(
				new Fault("bad-file", `evidence ${key.slice(0, 120)}: ${message}`),
			);
			continue;
		}
		const one = wasFromFile(found) ? { ...found, file: 0 } : found;
		const own = keyOf(one, one.name, one.file);
		if (own !== key)
			await store.putAll([
				{ table: "escrow", key: own, value: pieceText(one) },
				{ table: "escrow", key, value: null },
			]);
		known.set(own, keptOf(one));
	}
	return known;
};

class StoredPieces implements EvidenceStore {
	readonly #store: Store;
	readonly #isNeeded: (one: PieceSummary) => boolean;
	readonly #known: Map<string, PieceSummary>;
	readonly #inTurn = serial();

	constructor(
		store: Store,
		isNeeded: (one: PieceSummary) => boolean,
		known: Map<string, PieceSummary>,
	) {
		this.#store = store;
		this.#isNeeded = isNeeded;
		this.#known = known;
	}

	async #drop(gone: readonly PieceSummary[]): Promise<void> {
		if (gone.length === 0) return;
		const keys = gone.map((one) => keyOf(one, one.name, one.file));
		await this.#store.putAll(
			keys.map((key) => ({ table: "escrow", key, value: null })),
		);
		for (const key of keys) this.#known.delete(key);
	}

	async #textAt(key: string): Promise<string | undefined> {
		const stored = await this.#store.get("escrow", key);
		return stored === undefined || !this.#known.has(key)
			? undefined
			: decodePiece(stored).text;
	}

	/** From files under the name, the one taken last first. */
	#filesOf(place: EvidencePlace, name: string): readonly PieceSummary[] {
		return [...this.#known.values()]
			.filter(
				(one) => !isOwn(one) && keyOf(one, one.name) === keyOf(place, name),
			)
			.toSorted(isOlder);
	}

	/** @throws storage, also when there is no room; too-large */
	async #write(
		place: EvidencePlace,
		given: OfferedPiece,
		nowMs: number,
		file?: number,
	): Promise<void> {
		if (given.text.length > mostPieceChars)
			throw new Fault("too-large", `${given.text.length} characters`);
		const whole = piece(
			{
				...place,
				...given,
				says: cutText(given.says, 300),
				format: "sextant-kept-1",
				keptMs: nowMs,
				...(file === undefined ? {} : { file }),
			},
			"piece",
		);
		const key = keyOf(place, given.name, file);
		const one = keptOf(whole);
		const others = (): readonly PieceSummary[] =>
			[...this.#known.values()].filter(
				(other) => keyOf(other, other.name, other.file) !== key,
			);
		const charsOf = (all: readonly PieceSummary[]): number =>
			all.reduce((sum, other) => sum + other.chars, one.chars);
		if (file !== undefined) {
			const alike = (): readonly PieceSummary[] =>
				others().filter((other) => !isOwn(other));
			const own = new Set(
				others()
					.filter(isOwn)
					.map((other) => keyOf(other, other.name)),
			);
			await this.#drop(
				spare(
					alike(),
					(other) =>
						this.#isNeeded(other) && !own.has(keyOf(other, other.name)),
					mostFileChars - one.chars,
				),
			);
			if (charsOf(alike()) > mostFileChars)
				throw new Fault(
					"storage",
					`open exits need all ${mostFileChars} of files`,
				);
		}
		await this.#drop(
			spare(others(), this.#isNeeded, mostStoredChars - one.chars),
		);
		if (charsOf(others()) > mostStoredChars)
			throw new Fault(
				"storage",
				`open exits need all ${mostStoredChars} characters`,
			);
		await this.#store.put("escrow", key, pieceText(whole));
		this.#known.set(key, one);
	}

	readonly get: EvidenceStore["get"] = (place, name) =>
		this.#textAt(keyOf(place, name));

	readonly fromFiles: EvidenceStore["fromFiles"] = async (place, name) => {
		const texts: string[] = [];
		for (const one of this.#filesOf(place, name)) {
			const text = await this.#textAt(keyOf(one, one.name, one.file));
			if (text !== undefined) texts.push(text);
		}
		return texts;
	};

	readonly read: EvidenceStore["read"] = (one) =>
		this.#textAt(keyOf(one, one.name, one.file));

	readonly keep: EvidenceStore["keep"] = (place, given, nowMs) =>
		this.#inTurn(async () => {
			const before = this.#known.get(keyOf(place, given.name));
			if (before !== undefined && before.asOfS > given.asOfS) return false;
			await this.#write(place, given, nowMs);
			return true;
		});

	readonly keepFromFile: EvidenceStore["keepFromFile"] = (
		place,
		given,
		nowMs,
	) =>
		this.#inTurn(async () => {
			const { name, text } = given;
			const files = this.#filesOf(place, name);
			for (const file of [undefined, ...files.map((one) => one.file)])
				if ((await this.#textAt(keyOf(place, name, file))) === text)
					return false;
			const used = new Set(files.map(({ file }) => file));
			const free = Array.from({ length: mostFromFiles }, (_, i) => i).find(
				(i) => !used.has(i),
			);
			await this.#write(place, given, nowMs, free ?? files.at(-1)?.file ?? 0);
			return true;
		});

	readonly list: EvidenceStore["list"] = () =>
		[...this.#known.values()].toSorted(isOlder);

	readonly prune: EvidenceStore["prune"] = () =>
		this.#inTurn(() =>
			this.#drop(
				spare([...this.#known.values()], this.#isNeeded, mostStoredChars),
			),
		);
}

/**
 * Resolves once what is in the store is read.
 * @param isNeeded whether an open journey uses the piece
 * @param problem hears of what lies in the store and does not decode: of another release, or damaged. It is not used
 * @throws storage
 */
export const openEvidenceStore = async (
	store: Store,
	isNeeded: (one: PieceSummary) => boolean,
	problem: (fault: Fault) => void = () => {},
): Promise<EvidenceStore> =>
	new StoredPieces(store, isNeeded, await readKept(store, problem));

const keptOf = ({ format: _, text: held, ...rest }: Piece): PieceSummary => ({
	...rest,
	chars: held.length,
});

const pieceText = (whole: Piece): string => canonical(json(whole, "piece"));

/** @throws bad-json, bad-field, too-large */
const decodePiece = (stored: string): Piece =>
	piece(d.parseJson(stored, 6 * mostPieceChars), "piece");
