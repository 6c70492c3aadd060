// What the signer of the scenes answers about accounts.

import type { Hex } from "../../../src/base/bytes.ts";
import type { Decoded } from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { HeldAccount } from "../../../src/protocol/accounts.ts";
import type { Handlers } from "../../../src/protocol/channel.ts";
import type { keyStatus, keys } from "../../../src/protocol/methods.ts";
import { me, nowS, other, phraseId, third } from "./base.ts";

type Status = Decoded<typeof keyStatus>;

export const secondId = "0x0202020202020202";
export const keyId = "0x0303030303030303";
export const fourth = "0x90f79bf6eb2c4f870365e785982e1f101e93b906";
export const imported = "0x15d34aaf54267db7d7c367839aaf71a00a2c6a65";

/** Two phrases, a key and one that is only watched. */
export const manyAccounts: readonly HeldAccount[] = [
	{ kind: "phrase", address: me, secret: phraseId, index: 0 },
	{ kind: "phrase", address: third, secret: phraseId, index: 1 },
	{ kind: "phrase", address: fourth, secret: secondId, index: 0 },
	{ kind: "key", address: imported, secret: keyId },
	{ kind: "watch", address: other },
];

export const madePhrase =
	"harbor lamp north quarter velvet island march copper window gentle orbit stone";
export const madePassword = "open sesame please";

const checkWord = (password: string): void => {
	if (password !== madePassword)
		throw new Fault("wrong-password", "the tag does not match");
};

/** Of the device of the scenes, by its number. */
export const deviceAddress = (index: number): Hex =>
	`0xde${"1c".repeat(18)}${index.toString(16).padStart(2, "0")}`;

/** The second and the fourth were used. */
export const fakeLook = (addresses: readonly Hex[]) => ({
	grade: {
		who: "l1" as const,
		validity: "none" as const,
		finality: "optimistic" as const,
		asOfS: nowS - 20,
	},
	accounts: addresses.map((address, i) => ({
		address,
		nonce: i === 1 ? 3 : 0,
		balanceWei: i === 1 || i === 3 ? "250000000000000000" : "0",
	})),
});

export const fakeAccounts = (
	get: () => Status,
	set: (next: Status) => Status,
	note: (call: string) => undefined,
) => {
	const secrets = new Map<Hex, Hex>();
	const add = (one: Status["held"][number]): Status => {
		if (get().accounts.includes(one.address))
			throw new Fault("account-known", `${one.address} is here already`);
		const held = [...get().held, one];
		return set({
			...get(),
			held,
			accounts: held.map(({ address }) => address),
		});
	};
	return {
		"keys.checkPhrase": async ({ phrase }) => {
			if (phrase.split(" ").length !== 12 || phrase.includes("wrong"))
				throw new Fault("bad-phrase", "word 3 is not in the list");
			return undefined;
		},
		"keys.addNext": async ({ secret, index }) =>
			add({
				kind: "phrase",
				address: `0x${"a7".repeat(19)}0${(index ?? 7) % 10}`,
				secret,
				index: index ?? 7,
			}),
		"keys.addDevice": async (account) => {
			note(`add device ${account.path}`);
			return add({ kind: "device", ...account });
		},
		"keys.deviceAddresses": async ({ from, count }) =>
			Array.from({ length: count }, (_, i) => ({
				index: from + i,
				address: deviceAddress(from + i),
			})),
		"keys.addPhrase": async () => {
			const id = `0x${"05".repeat(8)}` as const;
			const status = get();
			set({
				...status,
				secrets: [
					...(status.secrets ?? []),
					{ id, kind: "phrase", checked: true },
				],
			});
			return add({
				kind: "phrase",
				address: `0x${"a8".repeat(20)}`,
				secret: id,
				index: 0,
			});
		},
		"keys.addKey": async ({ key }) => {
			if (!/^(0x)?[0-9a-f]{64}$/i.test(key))
				throw new Fault("bad-key", "64 digits of hex");
			return add({
				kind: "key",
				address: `0x${"a9".repeat(20)}`,
				secret: `0x${"06".repeat(8)}`,
			});
		},
		"keys.addKeystore": async ({ file, password }) => {
			if (!file.startsWith("{"))
				throw new Fault("bad-file", "it does not parse");
			checkWord(password);
			return add({
				kind: "key",
				address: `0x${"aa".repeat(20)}`,
				secret: `0x${"07".repeat(8)}`,
			});
		},
		"keys.addWatch": async ({ address }) => add({ kind: "watch", address }),
		"keys.remove": async ({ address, withSecret }) => {
			note(`remove ${address} ${withSecret}`);
			const held = get().held.filter((one) => one.address !== address);
			return set({
				...get(),
				held,
				accounts: held.map((one) => one.address),
			});
		},
		"keys.addresses": async ({ from, count }) =>
			Array.from({ length: count }, (_, i) => ({
				index: from + i,
				address: `0x${"ab".repeat(19)}0${(from + i) % 10}` as const,
			})),
		"keys.showPhrase": async ({ password }) => {
			checkWord(password);
			return { phrase: madePhrase };
		},
		"keys.showKey": async ({ password }) => {
			checkWord(password);
			return { key: `0x${"3c".repeat(32)}` };
		},
		"keys.checked": async ({ secret }) =>
			set({
				...get(),
				secrets: (get().secrets ?? []).map((one) =>
					one.id === secret ? { ...one, checked: true } : one,
				),
			}),
		"keys.changePassword": async ({ password }) => {
			checkWord(password);
			note("password changed");
			return get();
		},
		"keys.addPasskey": async ({ password, asked, secret }) => {
			checkWord(password);
			secrets.set(asked.credential, secret);
			return set({ ...get(), passkeys: [...(get().passkeys ?? []), asked] });
		},
		"keys.removePasskey": async ({ credential }) =>
			set({
				...get(),
				passkeys: (get().passkeys ?? []).filter(
					(one) => one.credential !== credential,
				),
			}),
		"keys.unlockByPasskey": async ({ credential, secret }) => {
			if (secrets.get(credential) !== secret)
				throw new Fault("passkey-refused", "it does not open this wallet");
			note("unlocked by passkey");
			return set({ ...get(), unlocked: true });
		},
		"keys.erase": async () => {
			note("erased");
			return set({
				...get(),
				hasVault: false,
				unlocked: false,
				accounts: [],
				held: [],
			});
		},
	} satisfies Partial<Handlers<typeof keys, null>>;
};
