// The registry's file on its way to the signer, which has no way to it: from the package to who starts the workers, and by a port.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startHost } from "../../extension/engine/host.ts";
import { registryFile } from "../../extension/manifest.ts";
import { registry } from "../../extension/signer/session.ts";
import { startSigner } from "../../extension/signer/start.ts";
import { openRegistry } from "../../src/clear/registry.ts";
import { connect, portOf } from "../../src/protocol/channel.ts";
import type { SignerParts } from "../../src/signer/signer.ts";

const file = readFileSync(
	join(import.meta.dirname, "../../src/clear/registry.lzma"),
);

afterEach(() => vi.unstubAllGlobals());

/** What the host hands the signer when it starts it. */
const handedOver = (): readonly MessagePort[] => {
	const handed: MessagePort[][] = [];
	vi.stubGlobal("location", { href: "x://extension/host.html" });
	vi.stubGlobal(
		"Worker",
		class {
			readonly #name: string;
			constructor(_: URL, { name }: { name: string }) {
				this.#name = name;
			}
			addEventListener(): void {}
			terminate(): void {}
			postMessage(_: unknown, ports: MessagePort[]): void {
				if (this.#name === "signer") handed.push(ports);
			}
		},
	);
	startHost({ session: () => {}, onDeath: () => {} });
	const [first = []] = handed;
	return first;
};

describe("the registry's file", () => {
	it("comes from the package when the signer asks, and is what it was made as", async () => {
		const asked: string[] = [];
		vi.stubGlobal("fetch", async (url: URL) => {
			asked.push(url.pathname);
			return new Response(new Uint8Array(file));
		});
		const ports = handedOver();
		expect(ports).toHaveLength(3);
		expect(asked).toEqual([]);
		let hear = (_: unknown): void => {};
		vi.stubGlobal("self", {
			addEventListener: (_: string, heard: (event: unknown) => void) => {
				hear = heard;
			},
			postMessage: () => {},
		});
		let parts: SignerParts | undefined;
		startSigner((given) => {
			parts = given;
			return { serveKeys: () => () => {} };
		});
		hear({ data: { tell: "start" }, ports });
		const bytes = await parts?.registry?.();
		expect(openRegistry(bytes ?? new Uint8Array()).length).toBeGreaterThan(150);
		expect(asked).toEqual([`/${registryFile}`]);
		for (const port of ports) port.close();
	});

	it("that is not there is refused", async () => {
		vi.stubGlobal("fetch", async () => new Response("", { status: 404 }));
		const [, , port] = handedOver();
		if (port === undefined) throw new TypeError("no port");
		const ask = connect(portOf(port), registry);
		await expect(ask("registry.file", undefined)).rejects.toMatchObject({
			code: "unreachable",
		});
		port.close();
	});
});
