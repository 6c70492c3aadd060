// The engine's side of exits: journeys, what is kept for them and how alive each rollup is, joined with orders, chains and
// the store. Whatever a journey does is on disk before it is told or acted on, and where it is, its way reads anew from L1.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import { checkDrill, drillOf } from "../exit/drill.ts";
import { type Kept, openEscrow } from "../exit/escrow.ts";
import {
	askedOf,
	askedText,
	begun,
	isLookedAt,
	type Journey,
	lastOrder,
	looked,
	neededBy,
	withOrder,
	withTold,
} from "../exit/journey.ts";
import type { ExitAsked, ExitGround } from "../exit/module.ts";
import { noExits } from "../exit/no-exit.ts";
import type { Way } from "../exit/way.ts";
import { exitCall, stepJson } from "../l2/exit-step.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { Handlers } from "../protocol/channel.ts";
import type { ExitsView, ExitView, WayView } from "../protocol/exit-views.ts";
import type { ui } from "../protocol/methods.ts";
import { hashOf, json } from "../receipt/canonical.ts";
import { isExit } from "../receipt/orders.ts";
import type { Clock, Store } from "../source/ports.ts";
import { type Entry, viewOf } from "../wallet/ledger.ts";
import { alone } from "./alone.ts";
import { clickAlert, clickKey, endAlert } from "./exits-alerts.ts";
import { openBook } from "./exits-book.ts";
import { openEvidence } from "./exits-evidence.ts";
import { openFiles } from "./exits-files.ts";
import { groundOf, nowSOf, ordersOf } from "./exits-ground.ts";
import { openLiveness } from "./exits-liveness.ts";
import type { ExitSite, Watched } from "./exits-site.ts";
import {
	clickOf,
	exitViewOf,
	isOnItsWay,
	positionOf,
	stillOf,
	timeOf,
	type ViewParts,
} from "./exits-view.ts";
import { inTime } from "./in-time.ts";
import type { Orders } from "./orders.ts";
import type { Alert } from "./ports.ts";

type ExitMethods = Extract<keyof typeof ui, `exit.${string}`>;

export type Exits = {
	readonly view: () => ExitsView;
	readonly handlers: Pick<Handlers<typeof ui, undefined>, ExitMethods>;
	/** The chains were opened anew: what runs on those before stops. Null: there are none for now. */
	readonly attach: (site: ExitSite | null) => void;
	/** A new head of L1: each open journey is looked at, and at a final one each rollup. */
	readonly onHead: (isFinal: boolean) => void;
	/** Roots may be newer: what exits from them would need is kept. */
	readonly onRoots: () => void;
	/** Is anything of it under way? While it is, it may need newer heads to end. */
	readonly isBusy: () => boolean;
	/** Each open journey is looked at once now, if its chains are followed. Resolves when that is over. */
	readonly look: () => Promise<void>;
};

export type ExitTools = {
	readonly store: Store;
	readonly clock: Clock;
	readonly ways: readonly Way[];
	readonly orders: Pick<Orders, "get" | "adopt" | "forget">;
	/** Shown without anybody looking. */
	readonly alert: (alert: Alert) => void;
	readonly changed: () => void;
	readonly problem: (fault: Fault) => void;
};

/** A look reads newest state several times, and each may wait for a few slots. */
const mostLookMs = 240_000;
const mostOfferMs = 90_000;

/** A chain from which nobody can leave on his own: what is possible all the same, and what is not. */
const noWays = ({ family, title }: Watched): readonly WayView[] => {
	const known = noExits.find((one) => one.family === family);
	const closed = (way: string, words: string): WayView => ({
		way,
		title: `${title}: no way out of your own`.slice(0, 80),
		isOpen: false,
		words: words.slice(0, 600),
		lastsS: null,
		takes: "everything",
		tokens: false,
		fromBegun: false,
		fault: null,
	});
	if (known === undefined)
		return [
			closed(
				"none",
				"This release knows no way out of this chain that works without its operator. What Ethereum shows of it is watched.",
			),
		];
	const { says, possible, impossible } = known;
	return [
		closed("none", says),
		closed("none-possible", `What is possible: ${possible.join(" ")}`),
		closed("none-impossible", `What is not: ${impossible.join(" ")}`),
	];
};

/** @throws storage when what is kept cannot be read */
export const openExits = async (tools: ExitTools): Promise<Exits> => {
	const { store, clock, ways, orders, changed, problem } = tools;
	const book = await openBook(store, changed, problem);
	const needs = (one: Kept): boolean =>
		book
			.list()
			.some(
				(journey) =>
					journey.network === one.network &&
					journey.chainId === one.chainId &&
					journey.way === one.way &&
					journey.asked.account === one.account &&
					neededBy(journey).includes(one.name),
			);
	const escrow = await openEscrow(store, needs);
	const liveness = openLiveness({ store, clock, alert: tools.alert, problem });
	const evidence = openEvidence({ ways, escrow, clock, changed, problem });
	const files = openFiles({ ways, book, escrow, clock, orders });

	let site: ExitSite | null = null;
	/** The site that was there last: what is shown while another opens. */
	let shown: ExitSite | null = null;
	let stop = new AbortController();
	let running = 0;
	const faults = new Map<string, FaultJson>();
	const lookedMs = new Map<string, number>();
	/** The head each journey was last looked at under. */
	const lookedHead = new Map<string, string>();
	const looks = new Map<string, Promise<void>>();

	const needed = (): ExitSite => {
		if (site === null)
			throw new Fault("not-synced", "the wallet is not set up yet");
		return site;
	};
	const wayBy = (name: string): Way | undefined =>
		ways.find(({ way }) => way === name);
	const profileOf = (
		on: ExitSite | null,
		chainId: number,
	): RollupProfile | undefined =>
		on?.profiles.find((one) => one.chainId === chainId);
	/** @throws unknown-chain */
	const profileBy = (on: ExitSite, chainId: number): RollupProfile => {
		const found = profileOf(on, chainId);
		if (found === undefined)
			throw new Fault("unknown-chain", `chain ${chainId} is not in the file`);
		return found;
	};
	/** @throws exit-way */
	const openWay = (name: string, profile: RollupProfile): Way => {
		const found = wayBy(name);
		if (found === undefined || !found.isFor(profile))
			throw new Fault("exit-way", `"${name}" out of ${profile.title}`);
		return found;
	};
	/** @throws no-vault */
	const accountOf = ({ account }: ExitSite): Hex => {
		if (account === null) throw new Fault("no-vault", "no account yet");
		return account;
	};

	const partsOf = (journey: Journey): ViewParts => ({
		profile: profileOf(shown, journey.chainId),
		way: wayBy(journey.way),
		tokens: shown?.tokens ?? [],
		entry: orders.get,
		nowS: nowSOf(clock),
		fault: faults.get(journey.id) ?? null,
		lookedMs: lookedMs.get(journey.id) ?? null,
	});
	const viewBy = (id: string): ExitView => {
		const journey = book.known(id);
		return exitViewOf(journey, partsOf(journey));
	};

	/** Asks a way something on ground of its own, within its time. */
	const asking = <T>(
		on: ExitSite,
		what: {
			readonly profile: RollupProfile;
			readonly way: Way;
			readonly account: Hex;
			readonly journey: Journey | null;
			readonly mostMs: number;
			readonly used?: Set<string>;
		},
		work: (ground: ExitGround) => Promise<T>,
	): Promise<T> =>
		inTime(
			clock,
			what.mostMs,
			what.way.title,
			(signal) =>
				work(
					groundOf({
						site: on,
						clock,
						escrow,
						profile: what.profile,
						way: what.way.way,
						account: what.account,
						order: ordersOf(what.journey, orders.get),
						used: what.used ?? new Set(),
						signal,
					}),
				),
			stop.signal,
		);

	/** Says what waits for the person or has ended; on disk that it did, before it does. */
	const tell = async (id: string, profile: RollupProfile): Promise<void> => {
		const journey = book.known(id);
		if (journey.outcome !== "under-way") {
			const key = `ended ${journey.outcome}`;
			if (journey.told.includes(key)) return;
			await book.change(id, (was) => withTold(was, key));
			tools.alert(endAlert(journey, profile.title));
			return;
		}
		const click = clickOf(
			journey,
			positionOf(journey, wayBy(journey.way)),
			profile,
			{ entry: orders.get, nowS: nowSOf(clock) },
		);
		if (click === null) return;
		const key = clickKey(journey, click, orders.get);
		if (journey.told.includes(key)) return;
		await book.change(id, (was) => withTold(was, key));
		tools.alert(clickAlert(journey, key, click, profile.title));
	};

	/** One look, kept on disk. @throws what keeps it from looking */
	const lookOnce = async (on: ExitSite, id: string): Promise<void> => {
		const journey = book.known(id);
		const profile = profileBy(on, journey.chainId);
		const way = openWay(journey.way, profile);
		const head = on.heads().newest;
		const used = new Set<string>();
		const position = positionOf(journey, way);
		const state = await asking(
			on,
			{
				profile,
				way,
				account: journey.asked.account,
				journey,
				mostMs: mostLookMs,
				used,
			},
			position.look,
		);
		const next = way.at(state, askedOf(journey));
		const nowMs = clock.nowMs();
		const done = next
			.stages(
				stillOf(journey, profile, { entry: orders.get, nowS: nowSOf(clock) }),
			)
			.filter((stage) => stage.state === "done")
			.map((stage) => stage.id);
		await book.change(id, (was) =>
			looked(was, {
				state,
				outcome: next.outcome,
				done,
				needs: [...used],
				nowMs,
			}),
		);
		lookedMs.set(id, nowMs);
		if (head !== null) lookedHead.set(id, head);
		await tell(id, profile);
	};

	/** One look at a time at one journey: who asks meanwhile gets that one. Its fault is kept to be shown. */
	const lookAt = (on: ExitSite, id: string): Promise<void> => {
		const before = looks.get(id);
		if (before !== undefined) return before;
		const look = lookOnce(on, id)
			.then(
				() => {
					faults.delete(id);
				},
				(thrown: unknown) => {
					const fault = asFault(thrown);
					if (fault.kind === "internal") problem(fault);
					// stopped, not failed
					if (fault.code !== "cancelled") faults.set(id, fault.toJson());
					throw fault;
				},
			)
			.finally(() => {
				looks.delete(id);
				changed();
			});
		looks.set(id, look);
		return look;
	};

	const busy = async (work: () => Promise<void>): Promise<void> => {
		running++;
		try {
			await work();
		} finally {
			running--;
			changed();
		}
	};

	const lookAll = async (): Promise<void> => {
		const on = site;
		const { signal } = stop;
		if (on === null) return;
		for (const { id, network, chainId } of book.list()) {
			if (signal.aborted) return;
			const journey = book.get(id);
			if (
				journey === undefined ||
				network !== on.network.name ||
				profileOf(on, chainId) === undefined ||
				!isLookedAt(journey, clock.nowMs())
			)
				continue;
			await lookAt(on, id).catch(() => {
				// kept to be shown; the next head is the next try
			});
		}
	};

	const onSite =
		(work: (on: ExitSite, signal: AbortSignal) => Promise<void>) =>
		async (): Promise<void> => {
			if (site !== null) await work(site, stop.signal);
		};
	const journeys = alone(() => busy(lookAll), problem);
	const watch = alone(() => busy(onSite(liveness.look)), problem);
	const takeAlong = alone(() => busy(onSite(liveness.capture)), problem);
	const keep = alone(() => busy(onSite(evidence.round)), problem);

	const offerView = async (
		on: ExitSite,
		profile: RollupProfile,
		way: Way,
		account: Hex,
	): Promise<WayView> => {
		const bare = { way: way.way, title: way.title.slice(0, 80) };
		try {
			const offer = await asking(
				on,
				{ profile, way, account, journey: null, mostMs: mostOfferMs },
				(ground) => way.offer(account, ground),
			);
			return {
				...bare,
				...offer,
				words: offer.words.slice(0, 600),
				lastsS: timeOf(offer.lastsS),
				fault: null,
			};
		} catch (thrown) {
			return {
				...bare,
				isOpen: false,
				words: "It cannot be said now whether this way is open.",
				lastsS: null,
				takes: "everything",
				tokens: false,
				fromBegun: false,
				fault: asFault(thrown).toJson(),
			};
		}
	};

	/** @throws as the way's `begin`; bad-params when its id is another exit's */
	const begin = async (
		on: ExitSite,
		given: {
			readonly id: string;
			readonly profile: RollupProfile;
			readonly way: Way;
			readonly asked: ExitAsked;
			readonly drill: boolean;
		},
	): Promise<ExitView> => {
		const { id, profile, way, asked, drill } = given;
		const { account } = asked;
		const used = new Set<string>();
		const state = await asking(
			on,
			{ profile, way, account, journey: null, mostMs: mostLookMs, used },
			(ground) => way.begin(asked, ground),
		);
		const fresh = begun({
			id,
			network: on.network.name,
			chainId: profile.chainId,
			way: way.way,
			title: way.title,
			asked,
			drill,
			state,
			needs: [...used],
			nowMs: clock.nowMs(),
		});
		// who begins it sees its first click on screen
		const click = clickOf(fresh, positionOf(fresh, way), profile, {
			entry: orders.get,
			nowS: nowSOf(clock),
		});
		await book.add(
			click === null
				? fresh
				: withTold(fresh, clickKey(fresh, click, orders.get)),
		);
		lookedMs.set(id, fresh.startedMs);
		journeys();
		return viewBy(id);
	};

	/** The exit of that id, if it is there and the same is asked of it. @throws bad-params when it is another */
	const again = (
		on: ExitSite,
		id: string,
		asked: Pick<Journey, "chainId" | "way" | "drill">,
		text: string | null,
	): ExitView | null => {
		const before = book.get(id);
		if (before === undefined) return null;
		const isSame =
			before.network === on.network.name &&
			before.chainId === asked.chainId &&
			before.way === asked.way &&
			before.drill === asked.drill &&
			(text === null || askedText(askedOf(before)) === text);
		if (!isSame) throw new Fault("bad-params", `exit ${id} is another one`);
		return viewBy(id);
	};

	/** One step of one journey at a time. */
	const stepping = new Map<string, Promise<unknown>>();
	const inTurn = <T>(id: string, work: () => Promise<T>): Promise<T> => {
		const done = (stepping.get(id) ?? Promise.resolve())
			.catch(() => {})
			.then(work);
		stepping.set(id, done);
		return done;
	};

	/** Where it is by the newest head. @throws what keeps it from looking */
	const upToDate = async (on: ExitSite, id: string): Promise<void> => {
		const head = on.heads().newest;
		const isFresh = head !== null && lookedHead.get(id) === head;
		if (!isFresh || book.known(id).lookedMs === null) await lookAt(on, id);
	};

	/** An order that waits for its decision and can still be signed as it is. */
	const isOpen = (on: ExitSite, entry: Entry): boolean =>
		entry.state === "waiting" &&
		clock.nowMs() - entry.order.madeMs < on.mostOrderAgeS * 1000;

	/**
	 * The order of the journey's next step. Its id is on disk before it is made: cut off in between, it is made under the same
	 * one, and no second can come of it.
	 */
	const step = async (
		on: ExitSite,
		id: string,
		stage: string,
	): Promise<Entry> => {
		const journey = book.known(id);
		const profile = profileBy(on, journey.chainId);
		const { account } = journey.asked;
		if (!on.accounts.includes(account))
			throw new Fault("no-vault", `${account} is not of this wallet`);
		const last = lastOrder(journey, stage);
		const made = last === undefined ? undefined : orders.get(last.id);
		if (made !== undefined && isOnItsWay(made)) return made;

		await upToDate(on, id);
		const now = book.known(id);
		const click = clickOf(now, positionOf(now, wayBy(now.way)), profile, {
			entry: orders.get,
			nowS: nowSOf(clock),
		});
		if (click === null || click.stage !== stage)
			throw new Fault(
				"exit-not-now",
				click === null
					? `nothing is to be signed at "${stage}" now`
					: `the next step is "${click.stage}", not "${stage}"`,
			);
		const { to, valueWei } = exitCall(profile, account, click.step);
		const isSameStep = (entry: Entry): boolean =>
			isExit(entry.order) &&
			hashOf(json(stepJson(entry.order.step), "step")) ===
				hashOf(json(stepJson(click.step), "step"));
		const waits = made === undefined ? undefined : orders.get(made.order.id);
		if (waits?.state === "waiting") {
			if (isOpen(on, waits) && isSameStep(waits))
				return on.prepare({
					id: waits.order.id,
					origin: null,
					from: account,
					to,
					valueWei,
					exit: { profile, step: click.step },
				});
			// it grew old, or L1 moved on: taken back before another is made, and if it was signed meanwhile it is the one
			await orders.forget(waits.order.id);
		}
		const isUsed = made !== undefined || last === undefined;
		const withNext = isUsed
			? await book.change(id, (was) => withOrder(was, stage))
			: now;
		const next = lastOrder(withNext, stage);
		if (next === undefined) throw new RangeError('"stage" has no order');
		return on.prepare({
			id: next.id,
			origin: null,
			from: account,
			to,
			valueWei,
			exit: { profile, step: click.step },
		});
	};

	return {
		view: () => {
			if (shown === null) return { journeys: [], liveness: [], kept: [] };
			const { name } = shown.network;
			return {
				journeys: book
					.list()
					.filter(({ network }) => network === name)
					.slice(0, 32)
					.map((journey) => exitViewOf(journey, partsOf(journey))),
				liveness: [...liveness.views(shown)],
				kept: [...evidence.views(shown)],
			};
		},
		attach: (next) => {
			stop.abort();
			stop = new AbortController();
			site = next;
			if (next === null) return;
			shown = next;
			lookedHead.clear();
		},
		onHead: (isFinal) => {
			journeys();
			takeAlong();
			if (isFinal) watch();
		},
		onRoots: keep,
		isBusy: () => running > 0,
		look: () => busy(lookAll),
		handlers: {
			"exit.ways": async ({ chainId }) => {
				const on = needed();
				const watched = on.watched.find((one) => one.chainId === chainId);
				if (watched !== undefined) return [...noWays(watched)];
				const profile = profileBy(on, chainId);
				const account = accountOf(on);
				return Promise.all(
					ways
						.filter((way) => way.isFor(profile))
						.slice(0, 16)
						.map((way) => offerView(on, profile, way, account)),
				);
			},
			"exit.begin": async ({
				id,
				chainId,
				way,
				token,
				amount,
				begun: from,
			}) => {
				const on = needed();
				const profile = profileBy(on, chainId);
				const asked: ExitAsked = {
					account: accountOf(on),
					token,
					amount: amount === null ? null : BigInt(amount),
					begun: from,
				};
				return inTurn(
					id,
					async () =>
						again(on, id, { chainId, way, drill: false }, askedText(asked)) ??
						begin(on, {
							id,
							profile,
							way: openWay(way, profile),
							asked,
							drill: false,
						}),
				);
			},
			"exit.drill": async ({ id, chainId, way }) => {
				const on = needed();
				checkDrill(on.network);
				const profile = profileBy(on, chainId);
				const account = accountOf(on);
				return inTurn(id, async () => {
					const before = again(on, id, { chainId, way, drill: true }, null);
					if (before !== null) return before;
					const out = openWay(way, profile);
					const offer = await asking(
						on,
						{ profile, way: out, account, journey: null, mostMs: mostOfferMs },
						(ground) => out.offer(account, ground),
					);
					return begin(on, {
						id,
						profile,
						way: out,
						asked: drillOf(account, profile, offer),
						drill: true,
					});
				});
			},
			"exit.step": async ({ id, stage }) => {
				const on = needed();
				return viewOf(await inTurn(id, () => step(on, id, stage)));
			},
			"exit.export": async ({ id }) => ({ file: await files.write(id) }),
			"exit.keptExport": async ({ chainId }) => {
				const on = needed();
				return {
					file: await files.writeKept({
						network: on.network.name,
						chainId,
						account: accountOf(on),
					}),
				};
			},
			"exit.import": async ({ file }) => {
				const taken = await files.take(file, needed());
				journeys();
				changed();
				return taken;
			},
			"exit.forget": async ({ id }) => {
				const { orders: made } = book.known(id);
				for (const order of made)
					if (orders.get(order.id)?.state === "waiting")
						await orders.forget(order.id);
				await book.remove(id);
				faults.delete(id);
				lookedMs.delete(id);
				return undefined;
			},
		},
	};
};
