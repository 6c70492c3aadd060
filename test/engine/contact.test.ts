import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { openContact } from "../../src/engine/contact.ts";
import type { HttpReply } from "../../src/source/ports.ts";

const request = (url: string) => ({
	url,
	method: "GET" as const,
	accept: "application/json",
	maxBytes: 10,
	timeoutMs: 10,
});
const reply = (status: number): HttpReply => ({
	status,
	headers: {},
	bytes: new Uint8Array(0),
});

const open = () => {
	let nowMs = 1_000;
	const answers = new Map<string, number | string>();
	const contact = openContact(
		async ({ url }) => {
			const answer = answers.get(new URL(url).hostname) ?? 200;
			if (answer === "cancelled") throw new Fault("cancelled", "");
			if (answer === "slow") throw new Fault("too-slow", "");
			if (typeof answer === "string") throw new Fault("unreachable", answer);
			return reply(answer);
		},
		{ nowMs: () => nowMs },
	);
	return {
		contact,
		at: (ms: number) => {
			nowMs = ms;
		},
		answers,
		ask: (host: string) =>
			contact.fetch(request(`https://${host}/eth/v1`)).catch(() => null),
	};
};
const both = ["https://a/", "https://b/key"];

describe("since when nobody answers", () => {
	it("is the last answer of any of them, and never said while one answers", async () => {
		const { contact, at, answers, ask } = open();
		expect(contact.silentSince(both)).toBe(null);
		await ask("a");
		at(2_000);
		await ask("b");
		answers.set("a", "gone").set("b", "slow");
		at(3_000);
		await ask("a");
		expect(contact.silentSince(both)).toBe(null);
		await ask("b");
		expect(contact.silentSince(both)).toBe(2_000);
		at(9_000);
		await ask("a");
		expect(contact.silentSince(both)).toBe(2_000);
		answers.set("b", 404);
		await ask("b");
		expect(contact.silentSince(both)).toBe(null);
	});

	it("is the first question where there never was an answer", async () => {
		const { contact, at, answers, ask } = open();
		answers.set("a", "gone");
		at(5_000);
		await ask("a");
		at(6_000);
		await ask("a");
		expect(contact.silentSince(both)).toBe(5_000);
	});

	it("counts servers that cannot serve as silent, and what we stopped ourselves as nothing", async () => {
		const { contact, at, answers, ask } = open();
		await ask("a");
		at(2_000);
		answers.set("a", "cancelled");
		await ask("a");
		expect(contact.silentSince(both)).toBe(null);
		for (const status of [502, 429]) {
			answers.set("a", status);
			await ask("a");
			expect(contact.silentSince(both)).toBe(1_000);
		}
	});

	it("never is a time to come: a clock that was ahead hides no silence", async () => {
		const { contact, at, answers, ask } = open();
		at(86_400_000);
		await ask("a");
		at(2_000);
		answers.set("a", "gone");
		await ask("a");
		expect(contact.silentSince(both)).toBe(2_000);
		at(9_000);
		await ask("a");
		expect(contact.silentSince(both)).toBe(2_000);
	});
});
