// One wallet under attack for a while: lies by chance, one after the other, on one or on all of its endpoints. After each
// lie: was its fault named, is nothing wrong shown, is nothing signed on it, and does the wallet recover.

import { type Hex, isHex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { type FaultCode, faults } from "../../src/base/faults.ts";
import { webClock } from "../../src/web/clock.ts";
import type { Chance } from "../conformance/chance.ts";
import { approve } from "../decide.ts";
import { checkpointLies, committeeHeldLies } from "./beacon-lies.ts";
import { readAt, treeOf } from "./json.ts";
import type { Lie } from "./lie.ts";
import { lies } from "./lies.ts";
import {
	fits,
	type Mischief,
	nameAt,
	plansOf,
	type Scene,
	type Seat,
} from "./scene.ts";
import { addTokens } from "./tokens.ts";
import { setUpWallet, type Wallet } from "./wallet.ts";
import { openWitness, type Witness } from "./witness.ts";

export type Round = {
	readonly lie: string;
	/** Names of the endpoints that told it. */
	readonly by: readonly string[];
	readonly seed: number;
	/** Answers that were lies. */
	readonly told: number;
	/** Fault codes that the wallet named for those endpoints, or stopped with. */
	readonly named: readonly FaultCode[];
	/** What was not as it must be. Empty when all is well. */
	readonly problems: readonly string[];
	readonly recoveredMs: number | null;
	readonly orders: {
		readonly made: number;
		/** Why none was made. */
		readonly refused: readonly FaultCode[];
		readonly signed: number;
	};
};

export type Hunt = {
	readonly rounds: () => readonly Round[];
	/** One lie more. */
	readonly round: () => Promise<Round>;
	/** One lie on the chain itself. */
	readonly play: (mischief: Mischief) => Promise<Round>;
	/** Numbers shown that were wrong, over the whole hunt. */
	readonly wrong: () => Promise<readonly string[]>;
	readonly compared: () => number;
	/** Signatures given on something that was not so. */
	readonly badSignatures: () => number;
	readonly close: () => void;
};

const pauseMs = 100;
const mischiefMs = 6_000;
const recoverMs = 60_000;

const pause = (ms: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, ms));

/** Polls until it is so, or the time is over. @returns whether it is so */
const until = async (
	isSo: () => boolean,
	withinMs: number,
): Promise<boolean> => {
	const end = performance.now() + withinMs;
	while (!isSo()) {
		if (performance.now() > end) return false;
		await pause(pauseMs);
	}
	return true;
};

/** Lies about checkpoints meet nobody who has one. */
const tellable = lies.filter((lie) => !checkpointLies.includes(lie));

/**
 * Does the wallet say with it that an answer was false? One that is late or overrun, and "not known yet", accuse nobody: an
 * honest endpoint meets with them too.
 */
const isAccusation = (code: FaultCode): boolean =>
	faults[code] === "malformed" || faults[code] === "disproved";

export const openHunt = async (
	scene: Scene,
	name: string,
	chance: Chance,
): Promise<Hunt> => {
	const seats = await scene.seats();
	const { l1 } = scene;
	/** Two slots: by then whoever lies was asked, if it is asked at all. */
	const lieMs = 2 * scene.slotMs;
	const witness: Witness = openWitness(scene);
	const wallet: Wallet = await setUpWallet(
		{
			file: scene.file,
			network: scene.network,
			chains: plansOf(seats),
			clock: webClock,
		},
		await scene.finalizedRoot(),
	);
	wallet.onView(witness.see);
	await addTokens(wallet, scene);
	const playable = tellable.filter((lie) =>
		seats.some((seat) => fits(lie.target, seat, l1)),
	);
	const rounds: Round[] = [];
	let badSignatures = 0;
	let orders = 0;
	/** Each round has addresses, and so endpoints, of its own. */
	let moves = 0;
	const wrongForSites: string[] = [];

	const isWell = (): boolean => {
		const { sync, stopped, chains, endpoints, nowMs } = wallet.view();
		const head = sync.optimistic;
		return (
			stopped === null &&
			head !== null &&
			nowMs / 1000 - head.timeS < 2 + (3 * scene.slotMs) / 1000 &&
			endpoints.every(({ state }) => state !== "put-aside") &&
			chains
				.filter(({ chainId }) => chainId === l1)
				.every(({ balances }) =>
					balances.every(
						({ amount, note }) => amount !== null && note === null,
					),
				)
		);
	};

	const startFrom = async (root: Hex): Promise<void> => {
		await wallet.keys("anchor.accept", { network: scene.network, root });
		await wallet.ui("checkpoint.accept", { root });
	};

	/** The user's acts after a lie: the endpoints are taken anew, and after a conflict a new checkpoint. */
	const recover = async (): Promise<number | null> => {
		const began = performance.now();
		if (wallet.view().stopped !== null)
			await startFrom(await scene.finalizedRoot());
		await setEndpoints([], `${name.replaceAll(" ", "-")}-${++moves}`);
		return (await until(isWell, recoverMs))
			? Math.round(performance.now() - began)
			: null;
	};

	/** Tries to send in the middle of a lie. Whatever is made must be true to the chain; then the person says yes. */
	const trySend = async (
		problems: Set<string>,
		sign: boolean,
	): Promise<Round["orders"]> => {
		const none = { made: 0, refused: [], signed: 0 };
		const id = `${name} ${++orders}`;
		try {
			const order = await wallet.ui("order.prepare", {
				id,
				chainId: l1,
				to: scene.friend,
				valueWei: String(1_000_000 + orders),
			});
			const wrong = await witness.wrongInOrder(order);
			for (const what of wrong) problems.add(`order: ${what}`);
			const { hash } = sign
				? await approve(wallet.keys, id)
				: await wallet.keys("approval.decide", { id, yes: false });
			if (hash !== null && wrong.length > 0) badSignatures++;
			return { made: 1, refused: [], signed: hash === null ? 0 : 1 };
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.kind === "internal") problems.add(`order: ${fault.message}`);
			return { ...none, refused: [fault.code] };
		}
	};

	/**
	 * The user's settings anew, these endpoints first: those are asked before the others. All of them are new to the wallet:
	 * whatever it holds against one of them is about an answer that was given since.
	 */
	const setEndpoints = async (
		first: readonly Seat[],
		place: string,
	): Promise<void> => {
		const order = [...first, ...seats.filter((seat) => !first.includes(seat))];
		const chains = new Set(first.map(({ chainId }) => chainId));
		for (const plan of plansOf(order, place))
			if (first.length === 0 || chains.has(plan.chainId))
				await wallet.ui("endpoints.set", plan);
	};

	/** A site asks for a block and for a receipt in it. */
	const askAsSite = async (problems: Set<string>): Promise<void> => {
		try {
			const block = await wallet.page("eth_getBlockByNumber", [
				"latest",
				false,
			]);
			const wrongBlock = await witness.wrongOnPage("block", block);
			for (const what of wrongBlock) wrongForSites.push(what);
			const hash = readAt(treeOf(JSON.stringify(block)), ["transactions", 0]);
			if (!isHex(hash, 32)) return;
			const receipt = await wallet.page("eth_getTransactionReceipt", [hash]);
			wrongForSites.push(...(await witness.wrongOnPage("receipt", receipt)));
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.kind === "internal" || fault.code === "bad-params")
				problems.add(`site: ${fault.message}`);
		}
	};

	const choose = (): { lie: Lie; liars: readonly Seat[] } => {
		const lie = chance.pick(playable);
		const able = seats.filter((seat) => fits(lie.target, seat, l1));
		const one = chance.pick(able);
		const alike = able.filter(
			({ role, chainId }) => role === one.role && chainId === one.chainId,
		);
		// A header that two thirds signed needs an honest one beside it to be a conflict.
		const all = chance.below(3) === 0 && !committeeHeldLies.includes(lie);
		return { lie, liars: all ? alike : [one] };
	};

	/** A lie on the chain itself: nobody's endpoint is to blame for it, and nothing false may be shown. */
	const mischiefRound = async (mischief: Mischief): Promise<Round> => {
		const problems = new Set<string>();
		const named = new Set<FaultCode>();
		mischief.playing++;
		let told = 1;
		try {
			await mischief.begin();
			await until(() => {
				const { chains, endpoints } = wallet.view();
				for (const { chainId, fault } of chains)
					if (chainId !== l1 && fault !== null) named.add(fault.code);
				for (const { chainId, state, fault, name: who } of endpoints) {
					if (fault !== null && chainId === l1) named.add(fault.code);
					if (chainId === l1 && state === "put-aside")
						problems.add(`honest ${who} is set aside: ${fault?.code}`);
				}
				return false;
			}, mischiefMs);
			await mischief.end();
		} catch (thrown) {
			// The chain did not take it: then nothing was told.
			told = 0;
			await mischief.end();
			if (asFault(thrown).kind !== "internal") throw thrown;
		} finally {
			mischief.playing--;
			mischief.endedMs = performance.now();
		}
		const recoveredMs = await recover();
		if (recoveredMs === null) problems.add("did not recover");
		return {
			lie: mischief.name,
			by: ["the chain"],
			seed: 0,
			told,
			named: [...named],
			problems: [...problems],
			recoveredMs,
			orders: { made: 0, refused: [], signed: 0 },
		};
	};

	const round = async (): Promise<Round> => {
		const done =
			scene.mischief.length > 0 && chance.below(10) === 0
				? await mischiefRound(chance.pick(scene.mischief))
				: await lieRound();
		rounds.push(done);
		return done;
	};

	const lieRound = async (): Promise<Round> => {
		const { lie, liars } = choose();
		const seed = chance.below(1_000_000);
		const sends = chance.below(3) === 0;
		const signs = chance.below(2) === 0;
		const startsOver = chance.below(2) === 0;
		const problems = new Set<string>();
		const toldBefore = liars.map(({ proxy }) => proxy.told().length);
		const named = new Set<FaultCode>();
		const look = (): void => {
			const { endpoints, stopped } = wallet.view();
			if (stopped !== null) named.add(stopped.code);
			for (const { chainId, role, name: who, state, fault } of endpoints) {
				const isLiar = liars.some(
					(seat) =>
						seat.chainId === chainId &&
						seat.role === role &&
						nameAt(seat.name, place) === who,
				);
				// What another wallet plays on the chain is seen here too, until the chain has gone on from it.
				const isPlaying = scene.mischief.some(
					({ playing, endedMs = -Infinity }) =>
						playing > 0 || performance.now() - endedMs < 4 * scene.slotMs,
				);
				if (fault !== null && isLiar)
					if (!isPlaying || lie.ends.includes(fault.code))
						named.add(fault.code);
				const isExcused = chainId !== l1 && isPlaying;
				if (!isLiar && !isExcused && state === "put-aside" && fault !== null)
					problems.add(
						`honest ${who} is set aside: ${fault.code} ${fault.detail}`,
					);
			}
		};
		const place = `${name.replaceAll(" ", "-")}-${++moves}`;
		for (const { proxy } of liars) proxy.lie(lie, seed, place);
		await setEndpoints(liars, place);
		if (startsOver && liars.some(({ role }) => role === "beacon"))
			await startFrom(await scene.oldRoot());
		const asked = askAsSite(problems);
		const sent = sends ? trySend(problems, signs) : null;
		const toldNow = (): number =>
			liars.reduce(
				(sum, { proxy }, i) => sum + proxy.told().length - (toldBefore[i] ?? 0),
				0,
			);
		// What is told takes its time to be checked and drawn; what nobody asked for is not waited for as long.
		const isOfRollup = liars.some(({ chainId }) => chainId !== l1);
		let sinceMs: number | null = null;
		const began = performance.now();
		await until(() => {
			look();
			if (toldNow() > 0) sinceMs ??= performance.now();
			// A rollup's node is asked when a root has moved, which is less often.
			const patienceMs = sinceMs === null && isOfRollup ? 3 * lieMs : lieMs;
			return (
				lie.ends.some((code) => named.has(code)) ||
				performance.now() - (sinceMs ?? began) > patienceMs
			);
		}, 5 * lieMs);
		const made = (await sent) ?? { made: 0, refused: [], signed: 0 };
		await Promise.race([asked, pause(500)]);
		look();
		const told = toldNow();
		const aside = wallet
			.view()
			.endpoints.filter(
				({ state, name: who, chainId }) =>
					state === "put-aside" &&
					liars.some(
						(seat) =>
							nameAt(seat.name, place) === who && seat.chainId === chainId,
					),
			);
		for (const { proxy } of liars) proxy.honest();
		for (const code of named)
			if (!lie.ends.includes(code) && isAccusation(code))
				problems.add(`named ${code}`);
		if (aside.length > 0 && !lie.aside && !committeeHeldLies.includes(lie))
			problems.add(`set aside for ${aside[0]?.fault?.code}`);
		const recoveredMs = await recover();
		if (recoveredMs === null) problems.add("did not recover");
		return {
			lie: lie.name,
			by: liars.map((seat) => seat.name),
			seed,
			told,
			named: [...named],
			problems: [...problems],
			recoveredMs,
			orders: made,
		};
	};

	if (!(await until(isWell, 60_000)))
		throw new Error(`${name}: the wallet does not follow the honest network`);
	// A rollup's first root takes its time to be final on L1; until then its endpoints are hardly asked.
	const hasRollups = (): boolean =>
		wallet
			.view()
			.chains.every(({ balances }) =>
				balances.every(({ amount }) => amount !== null),
			);
	await until(hasRollups, 90_000);
	return {
		rounds: () => rounds,
		round,
		play: mischiefRound,
		wrong: async () => [...(await witness.wrong()), ...wrongForSites],
		compared: witness.compared,
		badSignatures: () => badSignatures,
		close: wallet.close,
	};
};
