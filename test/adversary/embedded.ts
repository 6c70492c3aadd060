// Wallets on a network that runs in real time, lied to by chance over real sockets. The same seed lies the same way, as far
// as time allows.

import { chance } from "../conformance/chance.ts";
import { openHunt, type Round } from "./hunt.ts";
import { startEmbeddedScene, startMadeScene } from "./scene.ts";

/**
 * Tells that many lies and prints what came of each; the last line is JSON.
 * @param world "made": the small world without a rollup, for a quick run
 * @returns whether all was as it must be
 */
export const runEmbedded = async (
	seed: number,
	count: number,
	walletCount: number,
	world: "embedded" | "made",
): Promise<boolean> => {
	const began = performance.now();
	const seconds = (): string => ((performance.now() - began) / 1000).toFixed(1);
	console.log(`seed ${seed}, ${count} lies, ${walletCount} wallets`);
	const scene =
		world === "made" ? await startMadeScene() : await startEmbeddedScene();
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
			numbersCompared: hunts.reduce(
				(total, hunt) => total + hunt.compared(),
				0,
			),
			wrongNumbersShown: wrong.length,
			ordersMade: sum(({ orders }) => orders.made),
			ordersRefused: tally(rounds.flatMap(({ orders }) => orders.refused)),
			signaturesOnTruth: sum(({ orders }) => orders.signed),
			signaturesGiven: hunts.reduce(
				(total, hunt) => total + hunt.badSignatures(),
				0,
			),
			recovered: rounds.filter(({ recoveredMs }) => recoveredMs !== null)
				.length,
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
	return !failed;
};
