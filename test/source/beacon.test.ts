import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { askBeacon, type BeaconRequest } from "../../src/source/beacon.ts";
import type { Fetch, HttpReply, HttpRequest } from "../../src/source/ports.ts";
import { makeClock } from "../l1/world.ts";

const reply = (
	text: string | Uint8Array,
	type = "application/json",
	status = 200,
): HttpReply => ({
	status,
	headers: { "content-type": type, "eth-consensus-version": "fulu" },
	bytes: typeof text === "string" ? new TextEncoder().encode(text) : text,
});

const request: BeaconRequest = { path: "/eth/x", maxBytes: 100, form: "ssz" };

const ask = async (
	answer: HttpReply | Fault,
	more: Partial<BeaconRequest> = {},
) => {
	const asked: HttpRequest[] = [];
	const fetch: Fetch = async (one) => {
		asked.push(one);
		if (answer instanceof Fault) throw answer;
		return answer;
	};
	const claim = await askBeacon(
		{ fetch, clock: makeClock(77) },
		{ name: "node", url: "http://node/base/" },
		{ ...request, ...more },
	);
	return { claim, asked };
};

describe("a question to a beacon node", () => {
	it("gives SSZ with its version, and says who answered when", async () => {
		const { claim, asked } = await ask(
			reply(Uint8Array.of(1, 2), "application/octet-stream"),
		);
		expect(claim).toEqual({
			value: { form: "ssz", version: "fulu", bytes: Uint8Array.of(1, 2) },
			from: "node",
			atMs: 77,
		});
		expect(asked[0]).toMatchObject({
			url: "http://node/base/eth/x",
			method: "GET",
			maxBytes: 100,
		});
		expect(asked[0]?.accept).toContain("application/octet-stream");
	});

	it("gives JSON where the node has no SSZ, or where JSON was wanted", async () => {
		const { claim } = await ask(reply('{"a":1}'));
		expect(claim.value).toEqual({ form: "json", json: { a: 1 } });
		const { asked } = await ask(reply("{}"), { form: "json" });
		expect(asked[0]?.accept).toBe("application/json");
	});

	const refuses = (answer: HttpReply | Fault, code: string) =>
		expect(ask(answer)).rejects.toMatchObject({ code, source: "node" });

	it("refuses an error status, text that is no JSON, bytes that are no text, too many bytes", async () => {
		await refuses(reply("{}", "application/json", 404), "http-status");
		await refuses(reply("{"), "bad-json");
		await refuses(reply(Uint8Array.of(0xff, 0xfe)), "bad-json");
		await refuses(reply("x".repeat(101)), "too-large");
	});

	it("names the node in the faults of the port", () =>
		refuses(new Fault("unreachable", "no route"), "unreachable"));
});
