// Naming a network on the command line: by its name, or by a file that does not pose as one of this release.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readNetwork } from "../../src/cli/options.ts";
import { knownNetworks } from "../../src/l1/network.ts";
import { testNetwork } from "../receipt/world.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "sextant-option-"));
});
afterAll(() => rm(folder, { recursive: true }));

const put = async (l1: object): Promise<string> => {
	const path = join(folder, "network.json");
	const file = { format: "sextant-network-1", l1, rollups: [] };
	await writeFile(path, JSON.stringify(file));
	return path;
};

test("never takes a file that has other rules for a network of this release", async () => {
	const [mainnet] = knownNetworks;
	expect((await readNetwork(await put(testNetwork))).l1.name).toBe("test");
	expect((await readNetwork(await put(mainnet ?? {}))).l1).toEqual(mainnet);
	for (const l1 of [
		{ ...mainnet, maxCheckpointAgeS: 60 * 86_400 },
		{ ...testNetwork, name: "mainnet" },
	])
		await expect(readNetwork(await put(l1))).rejects.toThrow(
			/network-refused: "mainnet"/,
		);
});
