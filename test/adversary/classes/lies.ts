// The lying endpoint: every lie about the light client's data and about L1's state, by one endpoint or by all of a kind, at a
// whole wallet. The lie is named by its own fault, no honest endpoint is set aside for it, nothing untrue is answered or
// ordered, and the wallet recovers. What needs a socket, a rollup or a sequencer is told over the embedded network (hunt.ts).

import type { Hex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { type FaultCode, faults } from "../../../src/base/faults.ts";
import type { Chance } from "../../conformance/chance.ts";
import {
	beaconLies,
	checkpointLies,
	committeeHeldLies,
} from "../beacon-lies.ts";
import type { Upstream } from "../exchange.ts";
import { executionLies } from "../execution-lies.ts";
import { isBranch } from "../json.ts";
import type { Lie } from "../lie.ts";
import { plainSlot, plainSlots } from "../made/world.ts";
import { memory, tellerOf } from "../proxy.ts";
import { type AttackClass, type Attempt, Notes } from "./class.ts";
import { connectSite } from "./eclipse.ts";
import { beaconNames, Home, type HostName, nodeNames } from "./home.ts";

const playable: readonly Lie[] = [...beaconLies, ...executionLies].filter(
	(lie) => !checkpointLies.includes(lie),
);

/** Does the wallet say with it that an answer was false? */
const isAccusation = (code: FaultCode): boolean =>
	faults[code] === "malformed" || faults[code] === "disproved";

const within = <T>(work: Promise<T>, ms: number): Promise<T> =>
	Promise.race([
		work,
		new Promise<never>((_, reject) =>
			setTimeout(() => reject(new Fault("too-slow", "no answer")), ms),
		),
	]);

const word = (value: number): Hex =>
	`0x${value.toString(16).padStart(64, "0")}`;

const openLies = async () => {
	const home = await Home.open();
	const site = home.wallet.site("https://dapp.example");
	await connectSite(home, site);
	const { world } = home.stage;
	const remembered = new Map<HostName, ReturnType<typeof memory>>(
		[...beaconNames, ...nodeNames].map((name) => [name, memory()]),
	);
	let round = 0;

	const upstreamOf =
		(name: HostName): Upstream =>
		async (ask) => {
			const isBeacon = name.startsWith("b");
			const answer = await (isBeacon ? world.beacon : world.anvil.upstream)(
				ask,
			);
			if (answer.status === 200) remembered.get(name)?.keep(ask, answer);
			return answer;
		};

	const attempt = async (chance: Chance): Promise<Attempt> => {
		const notes = new Notes();
		const lie = chance.pick(playable);
		const names: readonly HostName[] =
			lie.target === "beacon" ? beaconNames : nodeNames;
		// A header that two thirds signed needs an honest one beside it to be a conflict.
		const isAll = chance.below(3) === 0 && !committeeHeldLies.includes(lie);
		const liars = isAll ? names : [chance.pick(names)];
		const seed = chance.below(1_000_000);
		let told = 0;
		const tellers = new Map(
			liars.map((name) => {
				const honest = upstreamOf(name);
				const first = remembered.get(name)?.first ?? (() => undefined);
				return [
					name,
					tellerOf(lie, seed, {
						honest,
						archive: honest,
						first,
						elsewhere: null,
					}),
				] as const;
			}),
		);
		// Endpoints of their own for each lie: what the wallet holds against one is about an answer that was given since.
		const place = ` ${++round}`;
		home.teller = async (name, ask) => {
			const answer = await tellers.get(name)?.(ask);
			if (answer === null || answer === undefined) return null;
			told++;
			if (!(answer.body instanceof Uint8Array))
				throw new Fault("internal", "this lie needs a socket");
			return {
				status: answer.status,
				headers: answer.headers,
				bytes: answer.body,
			};
		};
		await home.endpoints(place, liars);
		if (lie.target === "beacon" && chance.below(2) === 0)
			await home.trust(world.checkpoint);

		const named = new Set<FaultCode>();
		const look = async (): Promise<void> => {
			const { endpoints, stopped } = await home.wallet.view();
			if (stopped !== null) named.add(stopped.code);
			for (const { name, state, fault } of endpoints) {
				if (fault === null) continue;
				const isLiar = liars.some((liar) => name === `${liar}${place}`);
				if (isLiar) named.add(fault.code);
				else if (state === "put-aside")
					notes.find("problem", `honest ${name} is set aside: ${fault.code}`);
			}
		};
		const isNamed = (): boolean => lie.ends.some((code) => named.has(code));
		const sends = chance.below(4) === 0;
		for (let i = 0; i < 4 && !isNamed(); i++) {
			await home.slot(300);
			await look();
		}
		const asked = notes.hear(
			within(site.ask("eth_getBalance", [home.marked, "latest"]), 2_500),
		);
		const block = notes.hear(
			within(site.ask("eth_getBlockByNumber", ["latest", false]), 2_500),
		);
		const slot = chance.below(plainSlots);
		const stored = notes.hear(
			within(
				site.ask("eth_getStorageAt", [world.contract, word(slot), "latest"]),
				2_500,
			),
		);
		const [balance, shown, held] = await Promise.all([
			home.meanwhile(asked, 3).catch(() => null),
			home.meanwhile(block, 3).catch(() => null),
			home.meanwhile(stored, 3).catch(() => null),
		]);
		await look();
		if (balance !== null) {
			notes.compared++;
			if (typeof balance !== "string" || home.blockOf(BigInt(balance)) === null)
				notes.find(
					"unproved",
					`${lie.name}: a balance of ${JSON.stringify(balance)}`,
				);
		}
		if (held !== null) {
			notes.compared++;
			if (held !== word(plainSlot(slot)))
				notes.find(
					"unproved",
					`${lie.name}: slot ${slot} holds ${JSON.stringify(held)}`,
				);
		}
		if (isBranch(shown)) {
			notes.compared++;
			const is = await world.anvil.call("eth_getBlockByNumber", [
				shown.number ?? null,
				false,
			]);
			for (const field of ["hash", "stateRoot", "timestamp", "receiptsRoot"])
				if (!isBranch(is) || is[field] !== shown[field])
					notes.find("unproved", `${lie.name}: ${field} of a block`);
		}
		if (sends || told === 0) await home.pay(chance, notes);
		// What nobody asked for yet is of orders, their fees and what became of them; or of how the following begins.
		if (told === 0 && lie.target === "beacon")
			await home.trust(world.checkpoint);
		for (let i = 0; i < 3 && told === 0; i++) await home.slot(300);
		await look();
		for (const code of named)
			if (!lie.ends.includes(code) && isAccusation(code))
				notes.find(
					"problem",
					`${lie.name} by ${liars.join(" and ")} is named ${code}`,
				);
		const { endpoints } = await home.wallet.view();
		const aside = endpoints.find(
			({ name, state }) =>
				state === "put-aside" &&
				liars.some((liar) => name === `${liar}${place}`),
		);
		if (aside !== undefined && !lie.aside && !committeeHeldLies.includes(lie))
			notes.find("problem", `${lie.name}: set aside for ${aside.fault?.code}`);
		notes.refused.push(...named);
		home.teller = null;
		await home.endpoints(` ${++round}`);
		home.judge(notes);
		if (!(await home.recover()))
			notes.find(
				"stuck",
				`${lie.name}: does not recover: ${await home.state()}`,
			);
		return notes.as(
			told === 0 ? `a lie that nobody asked for: ${lie.name}` : lie.name,
		);
	};
	return { attempt, close: () => home.close() };
};

export const liesClass: AttackClass = {
	name: "lies",
	says: "endpoints of Ethereum that lie, one or all of a kind",
	share: 3,
	open: openLies,
};
