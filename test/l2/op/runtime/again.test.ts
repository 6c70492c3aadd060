// A forced exit that is over, looked at anew from the file of an early day: what L1 says counts, not the file.

import { expect, it } from "vitest";
import { exit, forced, openJourney, propose } from "./scene.ts";

it("is seen to be over from a file that was written before its proof", async () => {
	const journey = await openJourney();
	const { l1, it: way } = journey;
	await forced(journey);
	const early = way.state;
	const order = way.orders.get("force");
	propose(journey);
	await way.look();
	for (const stage of ["prove", "claim", "resolve", "finalize"]) {
		l1.pass(exit.gameClockS + 5_000);
		await way.look();
		if (way.click()?.stage !== stage) {
			l1.pass(exit.proofMaturityS + exit.gameFinalityS + 100);
			await way.look();
		}
		way.sign(stage);
		await way.look();
	}
	expect(way.outcome()).toBe("done");
	// another device, which has that file and nothing else
	way.state = early;
	way.orders.clear();
	way.kept.clear();
	if (order !== undefined) way.orders.set("force", order);
	await way.look();
	expect(way.outcome()).toBe("done");
	expect(way.click()).toBeNull();
	expect(l1.paid).toHaveLength(1);
});
