// Orders and messages with one thing wrong, by seed: the campaign of test/signer, for as many as are asked for. It stands in a test,
// for the rules of its small world take the place of the checking rooms there.

import { spawn } from "node:child_process";

/** Runs it, its lines to this terminal. @returns was none signed? */
export const runOrders = (seed: number, count: number): Promise<boolean> =>
	new Promise((resolve, reject) => {
		const run = spawn(
			process.execPath,
			[
				"node_modules/vitest/vitest.mjs",
				...["run", "test/signer/order-campaign.test.ts"],
				...["--project=unit", "--disable-console-intercept=true"],
			],
			{
				stdio: "inherit",
				env: {
					...process.env,
					SEXTANT_ORDERS: String(count),
					SEXTANT_SEED: String(seed),
				},
			},
		);
		run.on("error", reject);
		run.on("exit", (code) => resolve(code === 0));
	});
