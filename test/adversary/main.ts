// `npm run attack -- [--seed S] [--count N] [--wallets W] [--world made]`: wallets on the embedded network, lied to by chance. The same
// seed lies the same way, as far as time allows. The last line is JSON; the exit code is 1 when anything was not as it
// must be.

import { parseArgs } from "node:util";
import { chance } from "../conformance/chance.ts";
import { openHunt, type Round } from "./hunt.ts";
import { startEmbeddedScene, startMadeScene } from "./scene.ts";

const { values } = parseArgs({
	options: {
		seed: { type: "string" },
		count: { type: "string" },
		wallets: { type: "string" },
		/** "made": the small world without a rollup, for a quick run. */
		world: { type: "string" },
	},
});
const whole = (text: string | undefined, otherwise: number): number => {
	const number = Number(text ?? otherwise);
	if (!Number.isInteger(number) || number < 1)
		throw new RangeError(`"${text}" is not a whole number from 1`);
	return number;
};
const seed = whole(values.seed, Math.floor(Date.now() / 1000) % 1_000_000);
const count = whole(values.count, 20);
const walletCount = Math.min(whole(values.wallets, 2), count);

const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1);
console.log(`seed ${seed}, ${count} lies, ${walletCount} wallets`);
const scene =
	values.world === "made" ? await startMadeScene() : await startEmbeddedScene();
console.log(`${seconds()} s: the network runs`);

const say = (who: string, round: Round): void => {
	const { lie, by, told, named, problems, recoveredMs, orders } = round;
	console.log(
		[
			`${seconds()} s`,
			who,
			`${lie} by ${by.join(" and ")}`,
			`told ${told}`,
			named.length > 0 ? `named ${named.join(" ")}` : "no fault",
			orders.made + orders.refused.length > 0
				? `order ${orders.made > 0 ? "made" : "refused"} ${orders.refused.join(" ")}${orders.signed > 0 ? " and signed" : ""}`
				: "",
			recoveredMs === null
				? "NOT RECOVERED"
				: `recovered in ${(recoveredMs / 1000).toFixed(1)} s`,
			...problems.map((problem) => `PROBLEM ${problem}`),
		]
			.filter((part) => part !== "")
			.join(" · "),
	);
};

let failed = false;
try {
	let left = count;
	const hunts = await Promise.all(
		Array.from({ length: walletCount }, (_, i) =>
			openHunt(scene, `wallet ${i + 1}`, chance(seed, `wallet ${i + 1}`)),
		),
	);
	console.log(`${seconds()} s: the wallets follow it`);
	await Promise.all(
		hunts.map(async (hunt, i) => {
			while (left > 0) {
				left--;
				say(`wallet ${i + 1}`, await hunt.round());
			}
		}),
	);
	const rounds = hunts.flatMap((hunt) => hunt.rounds());
	const wrong = (await Promise.all(hunts.map((hunt) => hunt.wrong()))).flat();
	for (const what of wrong) console.log(`WRONG NUMBER ${what}`);
	const sum = (of: (round: Round) => number): number =>
		rounds.reduce((total, round) => total + of(round), 0);
	const tally = (codes: readonly string[]): Record<string, number> => {
		const counted: Record<string, number> = {};
		for (const code of codes) counted[code] = (counted[code] ?? 0) + 1;
		return counted;
	};
	const summary = {
		seed,
		liesTried: rounds.length,
		answersThatLied: sum(({ told }) => told),
		faultsNamed: tally(rounds.flatMap(({ named }) => named)),
		numbersCompared: hunts.reduce((total, hunt) => total + hunt.compared(), 0),
		wrongNumbersShown: wrong.length,
		ordersMade: sum(({ orders }) => orders.made),
		ordersRefused: tally(rounds.flatMap(({ orders }) => orders.refused)),
		signaturesOnTruth: sum(({ orders }) => orders.signed),
		signaturesGiven: hunts.reduce(
			(total, hunt) => total + hunt.badSignatures(),
			0,
		),
		recovered: rounds.filter(({ recoveredMs }) => recoveredMs !== null).length,
		problems: rounds.flatMap(({ lie, problems }) =>
			problems.map((problem) => `${lie}: ${problem}`),
		),
		seconds: Number(seconds()),
	};
	failed =
		summary.problems.length > 0 ||
		summary.wrongNumbersShown > 0 ||
		summary.signaturesGiven > 0 ||
		summary.answersThatLied === 0 ||
		summary.numbersCompared === 0;
	for (const hunt of hunts) hunt.close();
	console.log(
		`lies tried ${summary.liesTried}, faults named ${sum(({ named }) => named.length)}, wrong numbers shown ${summary.wrongNumbersShown}, signatures given ${summary.signaturesGiven}`,
	);
	console.log(JSON.stringify(summary));
} finally {
	await scene.stop();
}
process.exit(failed ? 1 : 0);
