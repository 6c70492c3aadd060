// A collectible's picture, by the person's click: out of its contract's own answer, or the place where it lies. It is drawn as an image
// and as nothing else, so that no script in it runs and nothing further is loaded.

import { useState } from "preact/hooks";
import { visible } from "../../../src/base/visible.ts";
import type {
	CollectiblePicture,
	CollectibleView,
} from "../../../src/protocol/collectible-views.ts";
import { Button, Copy } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { useLater } from "../parts/later.tsx";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

type Named = { readonly one: CollectibleView; readonly name: string };

const gateway = async () => (await import("./gateway.tsx")).FromGateway;

/** The way to a gateway is loaded for who wants it. */
const Elsewhere = (shown: Named) => {
	const words = say().gateways;
	const { busy, fault, loaded, open } = useLater(gateway);
	if (loaded !== null) return <loaded.of {...shown} />;
	return (
		<>
			<Button quiet busy={busy} onClick={open}>
				{words.askSomebody}
			</Button>
			<FaultNote fault={fault} />
		</>
	);
};

export const Picture = ({ one, name }: Named) => {
	const words = say().collectibles;
	const { wallet } = useShared();
	const { busy, fault, run } = useWork();
	const [found, setFound] = useState<CollectiblePicture | null>(null);
	const { chainId, address, item, standard } = one;
	const look = () =>
		void run(async () => {
			setFound(
				await wallet.engine("collectible.picture", {
					...{ chainId, address, item, standard },
				}),
			);
		});
	if (found === null)
		return (
			<div class="row-fault">
				<Button
					quiet
					busy={busy}
					label={words.pictureLabel(name)}
					onClick={look}
				>
					{words.picture}
				</Button>
				<FaultNote fault={fault} title={words.noPictureRead} />
			</div>
		);
	return (
		<div class="row-fault">
			{found.kind === "fetched" ? null : found.kind === "here" ? (
				<>
					<img class="picture" src={found.image} alt={words.pictureOf(name)} />
					<p class="small">{words.pictureSays}</p>
				</>
			) : (
				<>
					<p class="small">{words.elsewhere}</p>
					<p class="small">
						<code class="whole">{visible(found.at)}</code>
						<Copy value={found.at} what={words.place} />
					</p>
					{/^https:/.test(found.at) ? (
						<p class="small">{words.onTheWeb}</p>
					) : null}
					{/^ipfs:/.test(found.at) ? <Elsewhere one={one} name={name} /> : null}
				</>
			)}
		</div>
	);
};
