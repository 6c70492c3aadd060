// Writing an exit to a file and taking one from a file: what is taken is checked here first, and nothing of it is on disk
// when any of it does not hold.

import type { Hex } from "../../base/bytes.ts";
import { asFault, Fault, isOurs } from "../../base/fault.ts";
import type { Json } from "../../base/immutable.ts";
import type { EvidenceStore, PieceSummary } from "../../exit/evidence-store.ts";
import {
	checkIsHere,
	decodeExitFile,
	type ExitFile,
	exitFileText,
	type FileOrder,
	type FilePiece,
	journeyForFile,
	ordersForFile,
	piecesForFile,
	placedOrder,
} from "../../exit/file.ts";
import {
	askedOf,
	askedText,
	begun,
	type Journey,
	type JourneyOrder,
	placeFor,
	placeOf,
	withOrderOf,
	withSaved,
} from "../../exit/journey.ts";
import { checkRehearsalClaim } from "../../exit/rehearsal.ts";
import type { Way } from "../../exit/way.ts";
import type { WaysOut } from "../../exit/ways.ts";
import type { L1Network } from "../../l1/network.ts";
import { profileId } from "../../l2/checks.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import type { Message } from "../../protocol/message.ts";
import { isExit } from "../../receipt/orders.ts";
import type { Clock } from "../../source/ports.ts";
import {
	type Entry,
	entryFromElsewhere,
	entryText,
} from "../../wallet/ledger.ts";
import { inTime } from "../in-time.ts";
import type { Orders } from "../orders.ts";
import { fileMessage } from "./file-codes.ts";
import type { JourneyStore } from "./journey-store.ts";
import type { ExitSite } from "./site.ts";

export type Files = {
	/** @throws exit-unknown, too-large, storage, not-loaded */
	readonly write: (id: string) => Promise<string>;
	/** @throws not-anchored when nothing is kept, storage */
	readonly writeKept: (place: Omit<Place, "way">) => Promise<string>;
	/** Checked, then on disk. @throws bad-file, exit-other, exit-way, too-many-orders, not-loaded, and what a piece of evidence fails with */
	readonly take: (
		source: string,
		site: ExitSite,
	) => Promise<{
		readonly says: readonly Message[];
		readonly journey: string | null;
	}>;
};

type Place = {
	readonly network: string;
	readonly chainId: number;
	readonly account: Hex;
	readonly way: string;
};

const mostCheckMs = 120_000;

const wayIn = (ways: readonly Way[], name: string): Way | undefined =>
	ways.find(({ way }) => way === name);

/** An order of the file, with its place here. */
type Placed = JourneyOrder & { readonly made: Entry };

type CheckedPiece = FilePiece & { readonly checked: boolean };

const isAt = (one: PieceSummary, place: Omit<Place, "way">): boolean =>
	one.network === place.network &&
	one.chainId === place.chainId &&
	one.account === place.account;

/** What a file carries under each name: this wallet's own piece, or the one that was taken last. */
const onePerName = (kept: readonly PieceSummary[]): readonly PieceSummary[] => {
	const found = new Map<string, PieceSummary>();
	for (const one of kept) {
		const name = JSON.stringify([one.way, one.name]);
		if (!found.has(name)) found.set(name, one);
	}
	return [...found.values()];
};

/** What was taken of a file's evidence. */
const evidenceWords = (
	pieces: readonly CheckedPiece[],
	{ taken, beside }: { readonly taken: number; readonly beside: number },
): readonly Message[] => {
	const all = pieces.length;
	if (all === 0) return [fileMessage("import.evidence.none")];
	const unchecked = pieces.filter(({ checked }) => !checked).length;
	return [
		unchecked === 0
			? fileMessage("import.evidence.checked", { taken, all })
			: fileMessage("import.evidence.some-checked", { taken, all, unchecked }),
		...(beside === 0 ? [] : [fileMessage("import.evidence.beside")]),
	];
};

export type FilesTools = {
	readonly ways: WaysOut;
	readonly journeys: JourneyStore;
	readonly evidenceStore: EvidenceStore;
	readonly clock: Clock;
	readonly orders: Pick<Orders, "get" | "adopt" | "checkRoom">;
};

class ExitFiles implements Files {
	readonly #tools: FilesTools;

	constructor(tools: FilesTools) {
		this.#tools = tools;
	}

	/** The way under whose name evidence for a journey is kept. @throws not-loaded */
	async #keptFor(name: string): Promise<string> {
		return (await this.#tools.ways.named(name))?.keptFor ?? name;
	}

	async #readPieces(
		kept: readonly PieceSummary[],
		isNeeded: (one: PieceSummary) => boolean,
	): Promise<readonly FilePiece[]> {
		const pieces: FilePiece[] = [];
		for (const one of piecesForFile(kept, isNeeded)) {
			const { way, name, asOfS } = one;
			const text = await this.#tools.evidenceStore.read(one);
			if (text !== undefined) pieces.push({ way, name, text, asOfS });
		}
		return pieces;
	}

	#signedOrders(journey: Journey): readonly FileOrder[] {
		return ordersForFile(
			journey.orders.flatMap(({ id, stage, attempt }) => {
				const entry = this.#tools.orders.get(id);
				return entry === undefined || entry.signed === null
					? []
					: [{ stage, attempt, entry: entryText(entry) }];
			}),
		);
	}

	/** @throws the fault of a piece that does not hold */
	async #checkPieces(
		{ kept }: ExitFile,
		profile: RollupProfile,
		ways: readonly Way[],
	): Promise<readonly CheckedPiece[]> {
		const checked: CheckedPiece[] = [];
		const names = new Set(kept.map(({ way, name }) => `${way} ${name}`));
		if (names.size !== kept.length)
			throw new Fault("bad-file", "it has two pieces under one name");
		for (const one of kept) {
			const way = wayIn(ways, one.way);
			if (way === undefined)
				throw new Fault("exit-way", `evidence for the way "${one.way}"`);
			const { checkCaptured } = way;
			if (checkCaptured === null) {
				checked.push({ ...one, asOfS: 0, checked: false });
				continue;
			}
			try {
				const { asOfS } = await inTime(
					this.#tools.clock,
					mostCheckMs,
					one.name,
					() => checkCaptured(one.name, one.text, profile),
				);
				checked.push({ ...one, asOfS, checked: true });
			} catch (thrown) {
				const fault = asFault(thrown);
				const { code, detail, kind } = fault;
				if (isOurs(fault) || kind === "unavailable") throw thrown;
				throw new Fault("bad-file", `${one.name}: ${code}, ${detail}`);
			}
		}
		return checked;
	}

	/**
	 * The signed orders of the file's journey, each the step of its stage as it would be built here, the last attempt last, and each
	 * with the place that it has here.
	 * @throws bad-file; too-many when the places for what comes from files are used up
	 */
	#checkOrders(
		file: ExitFile,
		profile: RollupProfile,
		l1ChainId: number,
		ways: readonly Way[],
	): readonly Placed[] {
		const { journey } = file;
		if (journey === null) return [];
		const all = journey.orders
			.toSorted((a, b) => a.attempt - b.attempt)
			.map((given) =>
				this.#checkOrder(file, journey, given, profile, l1ChainId, ways),
			);
		if (new Set(all.map(({ hash }) => hash)).size < all.length)
			throw new Fault("bad-file", "it has one transaction twice");
		let was: Pick<Journey, "id" | "orders"> = this.#tools.journeys.get(
			journey.id,
		) ?? {
			id: journey.id,
			orders: [],
		};
		return all.map(({ stage, hash, made }) => {
			const place = placeFor(was, stage, (id) => {
				const there = this.#tools.orders.get(id);
				if (there === undefined) return "none";
				return there.signed?.hash === hash ? "same" : "other";
			});
			was = { ...was, orders: [...was.orders, place] };
			return {
				...place,
				made: { ...made, order: { ...made.order, id: place.id } },
			};
		});
	}

	/** @throws bad-file */
	#checkOrder(
		{ account }: ExitFile,
		journey: NonNullable<ExitFile["journey"]>,
		given: FileOrder,
		profile: RollupProfile,
		l1ChainId: number,
		ways: readonly Way[],
	): { readonly stage: string; readonly hash: Hex; readonly made: Entry } {
		const placed = placedOrder(journey.id, given);
		let made: Entry;
		try {
			made = entryFromElsewhere(given.entry, this.#tools.clock.nowMs());
		} catch (thrown) {
			throw new Fault("bad-file", asFault(thrown).message);
		}
		const { order, signed } = made;
		const { id, from, chainId } = order;
		if (id !== placed.id || from !== account || chainId !== l1ChainId)
			throw new Fault("bad-file", `order ${id} is not of this exit`);
		const way = wayIn(ways, journey.way);
		// to the byte: any other transaction of this account would count as that step, and it is none
		const isStep = way?.isStep(
			placed.stage,
			made.order,
			journey.state,
			askedOf(journey),
			profile,
		);
		if (isStep !== true || !isExit(order) || signed === null)
			throw new Fault(
				"bad-file",
				`order ${id} is not the step "${placed.stage}" of this exit`,
			);
		// what no signature covers is this wallet's own, and the name that version 0.1.0 wrote is not read
		const { title: _, ...named } = order;
		const own = { ...named, profile: profileId(profile) };
		return {
			stage: placed.stage,
			hash: signed.hash,
			made: { ...made, order: own },
		};
	}

	/** Not here yet, or here and the same. @returns its way's title; null without a journey. @throws bad-file, exit-way */
	#checkJourney(
		{ journey }: ExitFile,
		profile: RollupProfile,
		network: L1Network,
		ways: readonly Way[],
	): Message | null {
		if (journey === null) return null;
		const way = wayIn(ways, journey.way);
		if (way === undefined)
			throw new Fault("exit-way", `the way "${journey.way}"`);
		if (journey.drill) checkRehearsalClaim(network, profile, askedOf(journey));
		else if (way.rehearses !== null)
			throw new Fault("bad-file", "it calls a rehearsal a real exit");
		try {
			way.at(journey.state, askedOf(journey));
		} catch (thrown) {
			throw new Fault("bad-file", asFault(thrown).detail);
		}
		const here = this.#tools.journeys.get(journey.id);
		if (here === undefined) return way.title;
		const isSame =
			here.way === journey.way &&
			here.chainId === profile.chainId &&
			askedText(askedOf(here)) === askedText(askedOf(journey));
		if (!isSame)
			throw new Fault("bad-file", `exit ${journey.id} is another one here`);
		return way.title;
	}

	/** What of the journey's state is taken over. @throws bad-file */
	#stateFrom(
		{ journey }: ExitFile,
		profile: RollupProfile,
		placed: readonly Placed[],
		ways: readonly Way[],
	): Json {
		if (journey === null) return null;
		const way = wayIn(ways, journey.way);
		if (way === undefined) return null;
		try {
			return way.fromFile(
				journey.state,
				askedOf(journey),
				profile,
				(stage) =>
					placed
						.filter((one) => one.stage === stage)
						.toSorted((a, b) => b.attempt - a.attempt)[0]?.made.signed?.hash ??
					null,
			);
		} catch (thrown) {
			const { kind, detail } = asFault(thrown);
			if (kind === "internal") throw thrown;
			throw new Fault("bad-file", detail);
		}
	}

	/**
	 * A file takes the place of nothing that this wallet captured itself: what is checked is that a piece agrees with itself, and the
	 * time it is of is its own word. Both are kept, and whoever needs one tries each.
	 * @returns how many pieces are new here, and beside how many of all there is one of this wallet's own
	 */
	async #keepPieces(
		{ network, chainId, account }: ExitFile,
		pieces: readonly CheckedPiece[],
	): Promise<{ readonly taken: number; readonly beside: number }> {
		let taken = 0;
		let beside = 0;
		for (const { way, name, text, asOfS, checked } of pieces) {
			const place = { network, chainId, account, way };
			const says = checked
				? fileMessage("kept.from-file.checked")
				: fileMessage("kept.from-file.unchecked");
			const isKept = await this.#tools.evidenceStore.keepFromFile(
				place,
				{ name, text, asOfS, says, checked },
				this.#tools.clock.nowMs(),
			);
			if (isKept) taken++;
			if (
				isKept &&
				(await this.#tools.evidenceStore.get(place, name)) !== undefined
			)
				beside++;
		}
		return { taken, beside };
	}

	/**
	 * Its orders first: a journey that named an order which is not in the ledger would make it a second time.
	 * @returns whether it is new here
	 */
	async #keepJourney(
		{ network, chainId, kept }: ExitFile,
		journey: NonNullable<ExitFile["journey"]>,
		title: Message,
		placed: readonly Placed[],
	): Promise<boolean> {
		for (const { made } of placed) await this.#tools.orders.adopt(made);
		const withAll = (one: Journey): Journey =>
			placed.reduce(
				(was, { stage, attempt, id }) =>
					withOrderOf(was, { stage, attempt, id }),
				one,
			);
		if (this.#tools.journeys.get(journey.id) !== undefined) {
			await this.#tools.journeys.change(journey.id, withAll);
			return false;
		}
		const keptFor = await this.#keptFor(journey.way);
		const nowMs = Math.min(journey.startedMs, this.#tools.clock.nowMs());
		const fresh = begun({
			id: journey.id,
			network,
			chainId,
			way: journey.way,
			title,
			asked: askedOf(journey),
			drill: journey.drill,
			state: journey.state,
			needs: kept
				.filter(({ way }) => way === keptFor)
				.map(({ name }) => name)
				.slice(0, 64),
			nowMs,
		});
		// only a look of this device says where it is
		await this.#tools.journeys.add(withAll({ ...fresh, lookedMs: null }));
		return true;
	}

	readonly write: Files["write"] = async (id) => {
		const journey = this.#tools.journeys.known(id);
		const place = placeOf(journey);
		const way = await this.#keptFor(journey.way);
		const kept = onePerName(
			this.#tools.evidenceStore
				.list()
				.filter((one) => isAt(one, place) && one.way === way),
		);
		const source = exitFileText({
			format: "sextant-exit-1",
			...place,
			madeMs: this.#tools.clock.nowMs(),
			journey: journeyForFile(journey, this.#signedOrders(journey)),
			kept: await this.#readPieces(kept, ({ name }) =>
				journey.needs.includes(name),
			),
		});
		// what changed meanwhile is not in the file
		await this.#tools.journeys.change(id, (was) =>
			withSaved(was, journey.revision),
		);
		return source;
	};

	readonly writeKept: Files["writeKept"] = async (place) => {
		const kept = onePerName(
			this.#tools.evidenceStore.list().filter((one) => isAt(one, place)),
		);
		if (kept.length === 0)
			throw new Fault("not-anchored", "nothing is kept for it yet");
		return exitFileText({
			format: "sextant-exit-1",
			network: place.network,
			chainId: place.chainId,
			account: place.account,
			madeMs: this.#tools.clock.nowMs(),
			journey: null,
			kept: await this.#readPieces(kept, () => false),
		});
	};

	readonly take: Files["take"] = async (source, site) => {
		const file = decodeExitFile(source);
		checkIsHere(file, {
			network: site.network.name,
			chainIds: site.known.map(({ chainId }) => chainId),
			accounts: site.accounts,
		});
		const profile = site.known.find(({ chainId }) => chainId === file.chainId);
		if (profile === undefined)
			throw new Fault("exit-other", `it is for chain ${file.chainId}`);
		const ways = await this.#tools.ways.outOf(profile);
		const { network } = site;
		const title = this.#checkJourney(file, profile, network, ways);
		const pieces = await this.#checkPieces(file, profile, ways);
		const placed = this.#checkOrders(file, profile, network.chainId, ways);
		this.#tools.orders.checkRoom(placed.map(({ made }) => made));
		const state = this.#stateFrom(file, profile, placed, ways);

		const evidence = await this.#keepPieces(file, pieces);
		const { journey } = file;
		const says: Message[] = [];
		if (journey !== null && title !== null) {
			const all = { ...journey, state };
			const isNew = await this.#keepJourney(file, all, title, placed);
			says.push(
				isNew
					? fileMessage("import.exit.new", { title, orders: placed.length })
					: fileMessage("import.exit.known", { title }),
			);
		}
		return {
			says: [...says, ...evidenceWords(pieces, evidence)],
			journey: journey?.id ?? null,
		};
	};
}

export const openFiles = (tools: FilesTools): Files => new ExitFiles(tools);
