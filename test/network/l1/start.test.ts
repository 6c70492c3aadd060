import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as d from "../../../src/base/decode.ts";
import { decodeNetworkFile } from "../../../src/receipt/networks.ts";
import { type Network, startNetwork } from "../network.ts";
import { networkFile } from "./file.ts";
import { fetchFinalityUpdate, getJson } from "./lodestar-client.ts";
import { callRpc } from "./rpc.ts";
import { waitFor } from "./wait.ts";

describe("the start", () => {
	let network: Network;
	beforeAll(async () => {
		network = await startNetwork();
	});
	afterAll(() => network.stop());

	it("has finality as soon as it is started", async () => {
		const [beacon] = network.endpoints.beacon;
		const update = await fetchFinalityUpdate(beacon ?? "");
		expect(update.finalizedHeader.beacon.slot).toBeGreaterThan(0);
	});

	it("is never ahead of the clock", async () => {
		const { headSlot } = await network.control.status();
		const dueS = network.genesisTimeS + headSlot * network.slotSeconds;
		expect(dueS).toBeLessThanOrEqual(Date.now() / 1000);
	});

	it("goes on by a block a slot", async () => {
		const before = await network.control.status();
		const after = await waitFor("two more slots", async () => {
			const status = await network.control.status();
			return status.headSlot >= before.headSlot + 2 ? status : undefined;
		});
		expect(after.headSlot - before.headSlot).toBe(after.slot - before.slot);
	});

	it("has several beacon endpoints that agree on the finalized block", async () => {
		expect(network.endpoints.beacon.length).toBe(3);
		const wire = d.record({ data: d.record({ root: d.text() }) });
		const { finalizedSlot, finalizedRoot } = await network.control.status();
		for (const beacon of network.endpoints.beacon) {
			const url = `${beacon}/eth/v1/beacon/blocks/${finalizedSlot}/root`;
			expect((await getJson(url, wire)).data.root).toBe(finalizedRoot);
		}
	});

	it("describes itself in a network file that the light client reads", () => {
		const file = networkFile(network);
		const { l1 } = decodeNetworkFile(JSON.stringify(file));
		expect(l1).toEqual(file.l1);
		expect(l1.forks.map(({ name }) => name)).toEqual([
			"phase0",
			"altair",
			"bellatrix",
			"capella",
			"deneb",
			"electra",
		]);
	});

	it("listens on loopback alone", async () => {
		const ports = [
			network.endpoints.execution,
			network.controlUrl,
			...network.endpoints.beacon,
		].map((url) => Number(new URL(url).port));
		const listening = await listeningAddresses();
		for (const port of ports)
			expect(listening.filter((row) => row.port === port)).toEqual([
				{ address: "0100007F", port },
			]);
	});
});

/** IPv4 sockets in state LISTEN of this machine, with addresses as /proc writes them. IPv6 ones under "v6". */
const listeningAddresses = async () => {
	const { readFile } = await import("node:fs/promises");
	const rows = async (file: string, version: string) =>
		(await readFile(file, "utf8"))
			.split("\n")
			.slice(1)
			.map((line) => line.trim().split(/\s+/))
			.filter((fields) => fields[3] === "0A")
			.map((fields) => {
				const [address = "", port = ""] = (fields[1] ?? "").split(":");
				return {
					address: version === "v6" ? "v6" : address,
					port: Number.parseInt(port, 16),
				};
			});
	return [
		...(await rows("/proc/net/tcp", "v4")),
		...(await rows("/proc/net/tcp6", "v6")),
	];
};

describe("the end", () => {
	it("leaves no process and no folder after stop", async () => {
		const network = await startNetwork({ slotSeconds: 1 });
		expect(existsSync(network.dataDir)).toBe(true);
		await network.stop();
		expect(existsSync(network.dataDir)).toBe(false);
		await expect(
			callRpc(network.endpoints.execution, "eth_chainId", [], d.anything),
		).rejects.toThrow();
		await expect(network.control.status()).rejects.toThrow();
	});

	it("of `npm run network` comes with Ctrl-C, and its file is one the wallet reads", async () => {
		const folder = mkdtempSync(join(tmpdir(), "sextant-test-"));
		const file = join(folder, "network.json");
		const main = spawn(
			process.execPath,
			[
				"--import",
				createRequire(import.meta.url).resolve("tsx"),
				fileURLToPath(new URL("../main.ts", import.meta.url)),
				...["--slot-seconds", "1", "--file", file, "--l1-only"],
			],
			{ stdio: ["ignore", "pipe", "inherit"] },
		);
		const ended = new Promise<number | null>((resolve) => {
			main.once("exit", resolve);
		});
		let printed = "";
		main.stdout.setEncoding("utf8");
		main.stdout.on("data", (part) => {
			printed += String(part);
		});
		await waitFor("the endpoints", async () =>
			printed.includes("Ctrl-C") ? true : undefined,
		);
		const { l1 } = decodeNetworkFile(readFileSync(file, "utf8"));
		expect(l1.secondsPerSlot).toBe(1);
		const url = /http:\S+/.exec(printed)?.[0] ?? "";
		await callRpc(url, "eth_chainId", [], d.anything);
		main.kill("SIGINT");
		expect(await ended).toBe(0);
		await expect(callRpc(url, "eth_chainId", [], d.anything)).rejects.toThrow();
		rmSync(folder, { recursive: true });
	});

	it("comes by itself when the starting process is killed", async () => {
		const tsx = createRequire(import.meta.url).resolve("tsx");
		const script = `
			const { startNetwork } = await import(${JSON.stringify(new URL("../network.ts", import.meta.url).href)});
			const network = await startNetwork({ slotSeconds: 1 });
			process.stdout.write(network.endpoints.execution + "\\n" + network.dataDir + "\\n");
			setInterval(() => {}, 1000);`;
		const parent = spawn(
			process.execPath,
			["--import", tsx, "--input-type=module", "-e", script],
			{ stdio: ["ignore", "pipe", "inherit"] },
		);
		let printed = "";
		parent.stdout.setEncoding("utf8");
		parent.stdout.on("data", (part) => {
			printed += String(part);
		});
		const [url = "", dataDir = ""] = await waitFor("the endpoint", async () =>
			printed.split("\n").length > 2 ? printed.split("\n") : undefined,
		);
		await callRpc(url, "eth_chainId", [], d.anything);
		parent.kill("SIGKILL");
		await waitFor("the end", async () => {
			try {
				await callRpc(url, "eth_chainId", [], d.anything, 1000);
				return undefined;
			} catch {
				return true;
			}
		});
		rmSync(dataDir, { recursive: true });
	});
});
