// An account of the reference rollup as evidence: checked again from the checkpoint down, its validity proofs among it.

import { beforeAll, describe, expect, it } from "vitest";
import { decodeEvidence, evidenceText } from "../../src/evidence/evidence.ts";
import { checkEvidence } from "../../src/receipt/check.ts";
import { bert } from "../l2/reference/world.ts";
import { profile, referenceScene, type Scene } from "./reference-scene.ts";

let scene: Scene;
beforeAll(async () => {
	scene = await referenceScene();
}, 60_000);

const networks = (rollups: (typeof scene.tools.networks)[number]["rollups"]) =>
	scene.tools.networks.map((file) => ({ ...file, rollups }));

describe("an account on the reference rollup", () => {
	it("is checked from the checkpoint to the account, with every proof in between", async () => {
		const text = evidenceText(scene.file);
		const found = await checkEvidence(decodeEvidence(text), scene.tools);
		const [account, data] = found.conclusions;
		expect(account?.value).toMatchObject({
			index: 2,
			owner: bert.owner,
			balanceWei: 35n,
			at: {
				chainId: profile.chainId,
				blockNumber: 2,
				grade: { who: "accepted", validity: "rechecked" },
			},
		});
		expect(data?.value).toMatchObject({ batch: 1 });
		expect(scene.file.steps.map(({ rule }) => rule)).toEqual(
			expect.arrayContaining([
				"checkpoint",
				"el-header",
				"mpt-slot",
				"reference-config",
				"reference-root",
				"recheck",
				"reference-account",
				"reference-data",
			]),
		);
	});

	it("is refused by who does not know the rollup's profile, or another one of it", async () => {
		for (const rollups of [[], [{ ...profile, depth: 9 }]])
			await expect(
				checkEvidence(scene.file, {
					...scene.tools,
					networks: networks(rollups),
				}),
			).rejects.toMatchObject({ code: "l2-profile" });
	});

	it("is refused from a checkpoint that was not accepted", async () => {
		await expect(
			checkEvidence(scene.file, { ...scene.tools, anchors: [] }),
		).rejects.toMatchObject({ code: "evidence-anchor" });
	});

	it("does not hold with a kernel that finds a proof wrong", async () => {
		const kernel = { ...scene.tools.kernel, checkGroth16: async () => false };
		await expect(
			checkEvidence(scene.file, { ...scene.tools, kernel }),
		).rejects.toMatchObject({ code: "recheck-failed" });
	});
});
