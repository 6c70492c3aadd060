// Sending a collectible: to whom, and how many where there are several. The engine makes the order or refuses.

import { useRef, useState } from "preact/hooks";
import { chunks } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { CollectibleView } from "../../../src/protocol/collectible-views.ts";
import { typedAddress } from "../address.ts";
import { Button, Chunks, Field } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { recipientNote } from "../popup/sources.ts";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

/** As many as there are, or fewer: null for what is no such number. */
export const countOf = (typed: string, held: string): string | null => {
	const text = typed.trim();
	if (!/^[0-9]{1,78}$/.test(text)) return null;
	const count = BigInt(text);
	return count > 0n && count <= BigInt(held) ? count.toString() : null;
};

type SendingProps = {
	readonly one: CollectibleView & { readonly held: string | null };
	readonly onClose: () => void;
};

const useSending = ({ one }: SendingProps) => {
	const { wallet, refresh } = useShared();
	const work = useWork();
	// One id for one intent; what is typed anew is another.
	const made = useRef({ key: "", id: "" });
	const { chainId, address: token, item: id, standard } = one;
	const send = (to: `0x${string}`, amount: string) =>
		void work.run(async () => {
			const key = `${to} ${amount}`;
			if (made.current.key !== key)
				made.current = { key, id: crypto.randomUUID() };
			const order = await wallet.engine("order.prepare", {
				...{ id: made.current.id, chainId, to, valueWei: "0" },
				asset:
					standard === "erc721"
						? { kind: "erc721", token, id }
						: { kind: "erc1155", token, id, amount },
			});
			made.current = { key: "", id: "" };
			await refresh();
			go("approve", order.id);
		});
	return { ...work, send };
};

export const SendCollectible = (props: SendingProps) => {
	const words = say().collectibles;
	const { one, onClose } = props;
	const { view } = useShared();
	const { busy, fault, anew, send } = useSending(props);
	const [to, setTo] = useState("");
	const [typed, setTyped] = useState("1");
	const { address, wrong } = typedAddress(to);
	const count = one.held === null ? null : countOf(typed, one.held);
	const note = address === null ? null : recipientNote(view, address);
	const go = () => {
		if (address !== null && count !== null) send(address, count);
	};
	return (
		<div class="row-fault">
			<Field
				name={words.to}
				value={to}
				mono
				autofocus
				onValue={anew(setTo)}
				wrong={to === "" ? null : wrong}
				note={
					address === null || note === null ? null : (
						<>
							<Chunks groups={["0x", ...chunks(checksummed(address))]} />
							<span class={note.warn ? "warn-line" : ""}>{note.says}</span>
						</>
					)
				}
			/>
			{one.standard === "erc721" ? null : (
				<Field
					name={words.howMany}
					value={typed}
					numeric
					onValue={setTyped}
					wrong={count === null ? words.notSoMany : null}
				/>
			)}
			<div class="note-do">
				<Button
					busy={busy}
					disabled={address === null || count === null}
					onClick={go}
				>
					{words.make}
				</Button>
				<Button quiet onClick={onClose}>
					{words.keep}
				</Button>
			</div>
			<FaultNote fault={fault} title={words.notMade} />
		</div>
	);
};
