// One wallet under attack for a while: lies by chance, one after the other, on one or on all of its endpoints. After each
// lie: was its fault named, is nothing wrong shown, is nothing signed on it, and does the wallet recover.

import { asFault } from "../../src/base/fault.ts";
import type { FaultCode } from "../../src/base/faults.ts";
import { webClock } from "../../src/web/clock.ts";
import type { Chance } from "../conformance/chance.ts";
import { checkpointLies, committeeHeldLies } from "./beacon-lies.ts";
import type { Lie } from "./lie.ts";
import { lies } from "./lies.ts";
import {
	finalizedRoot,
	fits,
	plansOf,
	type Scene,
	type Seat,
} from "./scene.ts";
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
		readonly refused: number;
		readonly signed: number;
	};
};

export type Hunt = {
	readonly rounds: () => readonly Round[];
	/** One lie more. */
	readonly round: () => Promise<Round>;
	/** Numbers shown that were wrong, over the whole hunt. */
	readonly wrong: () => Promise<readonly string[]>;
	readonly compared: () => number;
	/** Signatures given on something that was not so. */
	readonly badSignatures: () => number;
	readonly close: () => void;
};

const pauseMs = 100;
const lieMs = 4_000;
const recoverMs = 25_000;

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

/** All lies that a wallet with these endpoints can be told, each with its place. */
const playable = lies.filter((lie) => !checkpointLies.includes(lie));

/** An endpoint that is late or overrun says nothing about the lie. */
const isNoise = (code: FaultCode): boolean =>
	code === "too-slow" || code === "unreachable" || code === "too-many";

export const openHunt = async (
	scene: Scene,
	name: string,
	chance: Chance,
): Promise<Hunt> => {
	const seats = await scene.seats();
	const { embedded, l1 } = scene;
	const witness: Witness = openWitness(scene);
	const wallet: Wallet = await setUpWallet(
		{
			file: embedded.fileText,
			network: embedded.network.name,
			chains: plansOf(seats),
			clock: webClock,
		},
		await finalizedRoot(scene),
	);
	wallet.onView(witness.see);
	await wallet.ui("token.add", {
		chainId: l1,
		address: embedded.network.token,
		symbol: "EMB",
		decimals: 18,
		balancesSlot: 0,
	});
	const rounds: Round[] = [];
	let badSignatures = 0;
	let orders = 0;

	const isWell = (): boolean => {
		const { sync, stopped, chains, endpoints, nowMs } = wallet.view();
		const head = sync.optimistic;
		return (
			stopped === null &&
			head !== null &&
			nowMs / 1000 - head.timeS < 9 &&
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

	/** The user's acts after a lie: the endpoints are taken anew, and after a conflict a new checkpoint. */
	const recover = async (): Promise<number | null> => {
		const began = performance.now();
		if (wallet.view().stopped !== null) {
			const root = await finalizedRoot(scene);
			await wallet.keys("anchor.accept", {
				network: embedded.network.name,
				root,
			});
			await wallet.ui("checkpoint.accept", { root });
		}
		for (const plan of plansOf(seats)) await wallet.ui("endpoints.set", plan);
		return (await until(isWell, recoverMs))
			? Math.round(performance.now() - began)
			: null;
	};

	/** Tries to send in the middle of a lie. Whatever is made must be true to the chain; then the person says yes. */
	const trySend = async (
		problems: Set<string>,
		sign: boolean,
	): Promise<Round["orders"]> => {
		const none = { made: 0, refused: 0, signed: 0 };
		const [, , , , , , , to] = embedded.network.accounts;
		if (to === undefined) return none;
		const id = `${name} ${++orders}`;
		try {
			const order = await wallet.ui("order.prepare", {
				id,
				chainId: l1,
				to: to.address,
				valueWei: String(1_000_000 + orders),
			});
			const wrong = await witness.wrongInOrder(order);
			for (const what of wrong) problems.add(`order: ${what}`);
			const { hash } = await wallet.keys("approval.decide", {
				id,
				yes: sign,
			});
			if (hash !== null && wrong.length > 0) badSignatures++;
			return { made: 1, refused: 0, signed: hash === null ? 0 : 1 };
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.kind === "internal") problems.add(`order: ${fault.message}`);
			return { ...none, refused: 1 };
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

	const round = async (): Promise<Round> => {
		const { lie, liars } = choose();
		const seed = chance.below(1_000_000);
		const sends = chance.below(3) === 0;
		const signs = chance.below(2) === 0;
		const problems = new Set<string>();
		const toldBefore = liars.map(({ proxy }) => proxy.told().length);
		const named = new Set<FaultCode>();
		const look = (): void => {
			const { endpoints, stopped } = wallet.view();
			if (stopped !== null) named.add(stopped.code);
			for (const { chainId, role, name: who, state, fault } of endpoints) {
				const isLiar = liars.some(
					(seat) =>
						seat.chainId === chainId && seat.role === role && seat.name === who,
				);
				if (isLiar && fault !== null) named.add(fault.code);
				if (!isLiar && state === "put-aside" && fault !== null)
					problems.add(
						`honest ${who} is put aside: ${fault.code} ${fault.detail}`,
					);
			}
		};
		for (const { proxy } of liars) proxy.lie(lie, seed);
		const sent = sends ? trySend(problems, signs) : null;
		await until(() => {
			look();
			return lie.ends.some((code) => named.has(code));
		}, lieMs);
		const made = (await sent) ?? { made: 0, refused: 0, signed: 0 };
		look();
		const told = liars.reduce(
			(sum, { proxy }, i) => sum + proxy.told().length - (toldBefore[i] ?? 0),
			0,
		);
		const aside = wallet
			.view()
			.endpoints.filter(
				({ state, name: who, chainId }) =>
					state === "put-aside" &&
					liars.some((seat) => seat.name === who && seat.chainId === chainId),
			);
		for (const { proxy } of liars) proxy.honest();
		for (const code of named)
			if (!lie.ends.includes(code) && !isNoise(code))
				problems.add(`named ${code}`);
		if (aside.length > 0 && !lie.aside)
			problems.add(`put aside for ${aside[0]?.fault?.code}`);
		const recoveredMs = await recover();
		if (recoveredMs === null) problems.add("did not recover");
		const done: Round = {
			lie: lie.name,
			by: liars.map((seat) => seat.name),
			seed,
			told,
			named: [...named],
			problems: [...problems],
			recoveredMs,
			orders: made,
		};
		rounds.push(done);
		return done;
	};

	if (!(await until(isWell, 60_000)))
		throw new Error(`${name}: the wallet does not follow the honest network`);
	return {
		rounds: () => rounds,
		round,
		wrong: witness.wrong,
		compared: witness.compared,
		badSignatures: () => badSignatures,
		close: wallet.close,
	};
};
