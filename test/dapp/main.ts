// The demo dApp: connects by EIP-6963, asks for a verified balance and checks its evidence here, against a checkpoint of
// its own; asks for a transaction. It believes neither the wallet nor an RPC server.

import * as d from "../../src/base/decode.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { verifyBalanceEvidence } from "../../src/receipt/library.ts";
import { decodeNetworkFile } from "../../src/receipt/networks.ts";

const evidenceRoot = d.record({ checkpoint: d.hash });
const finalAnswer = d.record({ final: d.flag });
const networkAnswer = d.record({ networkFile: d.text(200_000) });
const getJson = async (path: string): Promise<unknown> =>
	(await fetch(path)).json();

type Provider = {
	request(args: { method: string; params?: unknown }): Promise<unknown>;
};

const element = <T extends HTMLElement>(id: string, type: new () => T): T => {
	const found = document.getElementById(id);
	if (!(found instanceof type)) throw new TypeError(`no "${id}" on the page`);
	return found;
};
const button = (id: string) => element(id, HTMLButtonElement);
const input = (id: string) => element(id, HTMLInputElement);
const output = (id: string) => element(id, HTMLOutputElement);

let provider: Provider | undefined;
window.addEventListener("eip6963:announceProvider", (event) => {
	if (!(event instanceof CustomEvent)) return;
	const detail: { info: { rdns: string }; provider: Provider } = event.detail;
	if (detail.info.rdns === "example.sextant") provider = detail.provider;
});
window.dispatchEvent(new Event("eip6963:requestProvider"));

const ask = async (
	method: string,
	params: unknown[] = [],
): Promise<unknown> => {
	if (provider === undefined) throw new Error("Sextant is not installed here.");
	return provider.request({ method, params });
};

/** Runs a button's work and says on the page how it ended. */
const shows = (
	from: HTMLButtonElement,
	to: HTMLOutputElement,
	work: () => Promise<string>,
): void => {
	from.addEventListener("click", () => {
		from.disabled = true;
		to.dataset.state = "working";
		to.textContent = "Asking the wallet…";
		work()
			.then((text) => {
				to.dataset.state = "done";
				to.textContent = text;
			})
			.catch((thrown: unknown) => {
				to.dataset.state = "failed";
				to.textContent =
					thrown instanceof Error ||
					(typeof thrown === "object" && thrown !== null && "message" in thrown)
						? String(thrown.message)
						: String(thrown);
			})
			.finally(() => {
				from.disabled = false;
			});
	});
};

shows(button("connect"), output("connected"), async () => {
	const accounts = await ask("eth_requestAccounts");
	const account = Array.isArray(accounts) ? String(accounts[0]) : "";
	input("address").value = account;
	const chainId = Number(await ask("eth_chainId"));
	input("chain").value = String(chainId);
	return `Connected as ${account} on chain ${chainId}.`;
});

shows(button("ask"), output("balance"), async () => {
	const challenge = `0x${[...crypto.getRandomValues(new Uint8Array(32))]
		.map((byte) => byte.toString(16).padStart(2, "0"))
		.join("")}` as const;
	const answer = await ask("sextant_getVerifiedBalance", [
		{
			address: input("address").value,
			chainId: `0x${Number(input("chain").value).toString(16)}`,
			challenge,
		},
	]);
	if (typeof answer !== "object" || answer === null || !("evidence" in answer))
		throw new Error("The answer carries no evidence.");
	const { evidence } = answer;
	const { checkpoint } = evidenceRoot(evidence, "evidence");
	const { final } = finalAnswer(await getJson(`final/${checkpoint}`), "final");
	if (!final)
		throw new Error(`Our own node does not know ${checkpoint} as final.`);
	const { networkFile } = networkAnswer(await getJson("network.json"), "file");
	const checked = await verifyBalanceEvidence(JSON.stringify(evidence), {
		checkpoint,
		challenge,
		origin: location.origin,
		kernel: nobleKernel,
		networks: [decodeNetworkFile(networkFile)],
		nowMs: Date.now(),
	});
	if (
		checked.address !== input("address").value.toLowerCase() ||
		checked.chainId !== Number(input("chain").value)
	)
		throw new Error("The evidence is about another account or chain.");
	return [
		`${checked.amount} wei, checked on this page.`,
		`Stands behind it: ${checked.grade.who}, ${checked.grade.finality}. ${checked.ageS} s old.`,
		`Rooted at ${checkpoint}, which our own node knows as final.`,
	].join("\n");
});

shows(button("send"), output("sent"), async () => {
	const [whole = "0", part = ""] = input("ether").value.split(".");
	const wei = BigInt(whole + part.padEnd(18, "0").slice(0, 18));
	const hash = await ask("eth_sendTransaction", [
		{
			from: input("address").value,
			to: input("to").value,
			value: `0x${wei.toString(16)}`,
		},
	]);
	return `Sent: ${String(hash)}`;
});
