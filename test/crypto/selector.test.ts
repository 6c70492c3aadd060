import { toEventSelector, toFunctionSelector } from "viem";
import { expect, it } from "vitest";
import {
	eventTopic,
	selectorOf,
	selectorsOf,
} from "../../src/crypto/selector.ts";

it.each([
	["transfer(address,uint256)", "0xa9059cbb"],
	["freeze()", "0x62a5af3b"],
	["relay((uint256,bytes)[],bytes32[4],bool)", null],
] as const)("of %s is what keccak256 gives", (signature, known) => {
	expect(selectorOf(signature)).toBe(toFunctionSelector(signature));
	if (known !== null) expect(selectorOf(signature)).toBe(known);
});

it.each([
	// OptimismPortal, L2ToL1MessagePasser
	[
		"TransactionDeposited(address,address,uint256,bytes)",
		"0xb3813568d9991fc951961fcb4c784893574240a28925604d09fc577c55bb7c32",
	],
	[
		"MessagePassed(uint256,address,address,uint256,uint256,bytes,bytes32)",
		"0x02a52367d10742d8032712c1bb8e0144ff1ec5ffda1ed7d70bb05a2744955054",
	],
	// Scroll's messengers and queues
	[
		"SentMessage(address,address,uint256,uint256,uint256,bytes)",
		"0x104371f3b442861a2a7b82a070afbbaab748bb13757bf47769e170e37809ec1e",
	],
	[
		"AppendMessage(uint256,bytes32)",
		"0xfaa617c2d8ce12c62637dbce76efcc18dae60574aa95709bdcedce7e76071693",
	],
	[
		"QueueTransaction(address,address,uint256,uint64,uint256,bytes)",
		"0x69cfcb8e6d4192b8aba9902243912587f37e550d75c1fa801491fce26717f37e",
	],
] as const)("of the event %s is the topic of its logs", (signature, known) => {
	expect(eventTopic(signature)).toBe(known);
	expect(eventTopic(signature)).toBe(toEventSelector(signature));
});

it("of several keep their names", () => {
	expect(
		selectorsOf({ send: "transfer(address,uint256)", stop: "freeze()" }),
	).toEqual({ send: "0xa9059cbb", stop: "0x62a5af3b" });
});

it.each([
	"transfer(address, uint256)",
	"transfer(address to,uint256)",
	"transfer(uint)",
	"transfer(address,int)",
	"function transfer(address)",
	"(address)",
] as const)("refuses %s, which no compiler hashes", (signature) => {
	expect(() => selectorOf(signature)).toThrow(RangeError);
	expect(() => eventTopic(signature)).toThrow(RangeError);
});
