// The names that the commands give to endpoints: any host has one that can be kept.

import { describe, expect, it } from "vitest";
import { endpointRoles, mostEndpoints } from "../../src/base/room.ts";
import { endpoints } from "../../src/cli/options.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openSettings, withEndpoints } from "../../src/engine/settings.ts";

const named = (url: string): string | undefined =>
	endpoints("execution", [url])[0]?.name;

describe("the name of an endpoint", () => {
	it("is that of its host, whole where there is room", () => {
		expect(named("https://node.example:8545/key")).toBe(
			"execution 1 (node.example:8545)",
		);
	});

	it("never is longer than what is kept, and the end of the host stays", async () => {
		const host = `${"a".repeat(60)}.${"b".repeat(60)}.quiknode.example`;
		expect(
			named("https://compatible-dark-bird.ethereum-mainnet.quiknode.pro/abc"),
		).toBe("execution 1 (…tible-dark-bird.ethereum-mainnet.quiknode.pro)");
		const book = await openSettings(memoryStore());
		const urls = Array.from(
			{ length: mostEndpoints },
			(_, i) => `https://${host}/${i}`,
		);
		const [beacon, execution, relay] = endpointRoles.map((role) =>
			endpoints(role, urls),
		);
		await book.change((was) =>
			withEndpoints(was, {
				chainId: 1,
				beacon: beacon ?? [],
				execution: execution ?? [],
				relay: relay ?? [],
			}),
		);
		const names = book.now().endpoints[0]?.execution.map(({ name }) => name);
		expect(new Set(names).size).toBe(mostEndpoints);
		expect(names?.every((name) => name.endsWith("b.quiknode.example)"))).toBe(
			true,
		);
	});
});
