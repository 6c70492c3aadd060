// The eclipsed wallet: its beacons withhold what is new, its nodes serve old proofs, and the clock goes on, a minute or forty
// days. Nothing older than its purpose allows may be answered, ordered or signed, nothing untrue, and when the heads come
// again the person's payment goes.

import { Fault } from "../../../src/base/fault.ts";
import { orderPolicy } from "../../../src/evidence/l1-order.ts";
import type { Chance } from "../../conformance/chance.ts";
import { isBranch, type Tree } from "../json.ts";
import { type AttackClass, type Attempt, Notes } from "./class.ts";
import { beaconNames, Home, me, nodeNames, type Weather } from "./home.ts";

const origin = "https://dapp.example";

/** A site connects and the person says yes. */
export const connectSite = async (
	home: Home,
	site: ReturnType<Home["wallet"]["site"]>,
): Promise<void> => {
	const asked = site.ask("eth_requestAccounts");
	let isDone = false;
	const ended = asked.then(
		() => {
			isDone = true;
		},
		() => {
			isDone = true;
		},
	);
	const end = performance.now() + 10_000;
	while (!isDone) {
		if (performance.now() > end) throw new Error("a site is not connected");
		// what another site left there, and nobody has refused yet, is not what the person says yes to
		for (const { id, origin, kind, says } of (await home.wallet.view())
			.requests)
			if (kind === "connect")
				await home.wallet.ui("site.answer", {
					id,
					allow: true,
					origin,
					kind,
					says,
				});
		await Promise.race([ended, new Promise((done) => setTimeout(done, 10))]);
	}
	await asked;
};

type Question = {
	readonly method: string;
	readonly params: readonly Tree[];
	/** Seconds since the block the answer is of; null where it does not say. */
	readonly ageS: (home: Home, answer: Tree) => number | null | "untrue";
	/** Says itself how old it is, so that it may be older. */
	readonly saysAge?: true;
};

const quantity = (answer: Tree): bigint | null =>
	typeof answer === "string" && /^0x[0-9a-f]+$/.test(answer)
		? BigInt(answer)
		: null;

const ageOfWei = (home: Home, wei: bigint | null): number | "untrue" => {
	const found = wei === null ? null : home.blockOf(wei);
	return found === null ? "untrue" : home.nowS() - found.timeS;
};

/** What is asked, each so that its answer tells which block it is of. */
const questionsOf = (home: Home, tag: string): readonly Question[] => [
	{
		method: "eth_blockNumber",
		params: [],
		ageS: (of, answer) => {
			const block = quantity(answer);
			return block === null ? "untrue" : of.nowS() - of.timeOf(Number(block));
		},
	},
	{
		method: "eth_getBalance",
		params: [home.marked, tag],
		ageS: (of, answer) => ageOfWei(of, quantity(answer)),
	},
	{
		method: "eth_getProof",
		params: [home.marked, [], tag],
		ageS: (of, answer) =>
			ageOfWei(of, isBranch(answer) ? quantity(answer.balance ?? null) : null),
	},
	{
		method: "eth_getBlockByNumber",
		params: [tag, false],
		ageS: (of, answer) => {
			const at = isBranch(answer) ? quantity(answer.timestamp ?? null) : null;
			return at === null ? "untrue" : of.nowS() - Number(at);
		},
	},
	{
		method: "sextant_getVerifiedBalance",
		params: [{ address: me }],
		ageS: (of, answer) =>
			isBranch(answer) && typeof answer.asOfS === "number"
				? of.nowS() - answer.asOfS
				: "untrue",
		saysAge: true,
	},
	// Their answers tell no block: they are as old as the newest head there is.
	{ method: "eth_getBalance", params: [me, tag], ageS: () => null },
	{ method: "eth_getTransactionCount", params: [me, tag], ageS: () => null },
	{
		method: "eth_getCode",
		params: [home.stage.world.contract, tag],
		ageS: () => null,
	},
	{
		method: "eth_getStorageAt",
		params: [home.stage.world.contract, "0x1", tag],
		ageS: () => null,
	},
	{
		method: "eth_call",
		params: [
			{
				to: home.stage.world.contract,
				data: `0x70a08231${me.slice(2).padStart(64, "0")}`,
			},
			tag,
		],
		ageS: () => null,
	},
];

/** A finalized head is two epochs old when it is new, and a third is on its way. */
const finalityS = 3 * 8 * 6;

const jumpsS = [
	0,
	0,
	60,
	200,
	400,
	600,
	3_600,
	86_400,
	8 * 86_400,
	15 * 86_400,
	40 * 86_400,
];

const openEclipse = async (): Promise<{
	readonly attempt: (chance: Chance) => Promise<Attempt>;
	readonly close: () => Promise<void>;
}> => {
	const home = await Home.open();
	const site = home.wallet.site(origin);
	await connectSite(home, site);
	const policy = orderPolicy(home.stage.world.network).freshness;

	const ask = async (
		question: Question,
		isFinal: boolean,
		notes: Notes,
	): Promise<void> => {
		const { method, params, ageS } = question;
		const { sync } = await home.wallet.view();
		const head = isFinal ? sync.final : sync.optimistic;
		const answer = await notes.hear(
			Promise.race([
				site.ask(method, params),
				new Promise<never>((_, reject) =>
					setTimeout(
						() => reject(new Fault("too-slow", "no answer while eclipsed")),
						3_000,
					),
				),
			]),
		);
		if (answer === null) return;
		notes.compared++;
		const after = (await home.wallet.view()).sync;
		const newest = (isFinal ? after.final : after.optimistic) ?? head;
		const told = ageS(home, answer);
		if (told === "untrue") {
			notes.find(
				"unproved",
				`${method}: ${JSON.stringify(answer).slice(0, 80)}`,
			);
			return;
		}
		const oldS =
			told ??
			(newest === null ? Number.POSITIVE_INFINITY : home.nowS() - newest.timeS);
		const mostS = policy.answer + (isFinal ? finalityS : 0) + 12;
		const isMarked =
			question.saysAge === true &&
			isBranch(answer) &&
			typeof answer.ageS === "number" &&
			Math.abs(answer.ageS - oldS) < 5;
		if (oldS > mostS && !isMarked)
			notes.find(
				"stale",
				`${method} ${isFinal ? "finalized " : ""}answered with what is ${Math.round(oldS)} s old`,
			);
	};

	const attempt = async (chance: Chance): Promise<Attempt> => {
		const notes = new Notes();
		if (chance.below(2) === 0) home.keepOld();
		const ways: readonly Weather[] = ["silent", "error", "old"];
		const isAll = chance.below(3) > 0;
		const beacons = isAll
			? beaconNames
			: beaconNames.slice(0, 1 + chance.below(2));
		const way = chance.pick(ways);
		for (const name of beacons) home.weather.set(name, way);
		const nodes = chance.below(3);
		const nodeWay = chance.pick(ways);
		for (const name of nodeNames.slice(0, nodes))
			home.weather.set(name, nodeWay);
		const slots = chance.below(4);
		if (slots > 0) await home.stage.world.advance(slots);
		const jumpS = chance.pick(jumpsS);
		home.offsetMs = jumpS * 1000;
		// Else a lock would answer in place of the rule of ages.
		await home.unlock(notes);
		if (chance.below(2) === 0) await home.wallet.nudge();
		const isFinal = chance.below(3) === 0;
		const questions = questionsOf(home, isFinal ? "finalized" : "latest");
		for (let i = 0; i < 3; i++) {
			const question = chance.pick(questions);
			const takesTag = question.params.includes("finalized");
			await ask(question, isFinal && takesTag, notes);
		}
		if (chance.below(3) === 0) {
			const id = home.nextId();
			const order = await notes.hear(
				Promise.race([
					home.wallet.ui("order.prepare", {
						id,
						chainId: home.stage.world.network.chainId,
						to: home.friend,
						valueWei: "1",
					}),
					new Promise<never>((_, reject) =>
						setTimeout(() => reject(new Fault("too-slow", "no order")), 3_000),
					),
				]),
			);
			if (order !== null) {
				notes.compared++;
				const [rest] = order.rests;
				const oldS = home.nowS() - (rest?.grade.asOfS ?? 0);
				if (oldS > policy.order + 12)
					notes.find("stale", `an order on a state ${Math.round(oldS)} s old`);
				// The person reads for a while; then says yes.
				const readS = chance.pick([0, 30, 170, 300, 86_400]);
				home.offsetMs += readS * 1000;
				const hash = await home.decide(id, true, notes);
				if (hash !== null && oldS + readS > policy.sign + 12)
					notes.find("stale", `signed on a state ${oldS + readS} s old`);
			}
		}
		home.judge(notes);
		if (!(await home.recover())) {
			notes.find("stuck", `does not recover: ${await home.state()}`);
		} else if (chance.below(6) === 0) {
			const after = new Notes();
			if ((await home.pay(chance, after)) === null)
				notes.find("stuck", `no payment afterwards: ${after.refused}`);
			home.judge(after);
			notes.signed += after.signed;
			notes.found.push(...after.found);
		}
		const age =
			jumpS < 60
				? "no jump"
				: jumpS < 3_600
					? "minutes"
					: jumpS < 86_400
						? "an hour"
						: jumpS < 10 * 86_400
							? "days"
							: "weeks";
		return notes.as(`${isAll ? "all beacons" : "some beacons"} ${way}, ${age}`);
	};
	return { attempt, close: () => home.close() };
};

export const eclipseClass: AttackClass = {
	name: "eclipse",
	says: "endpoints that withhold what is new, while the clock goes on",
	share: 4,
	open: openEclipse,
};
