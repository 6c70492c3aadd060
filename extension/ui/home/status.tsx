// How things stand: Ethereum itself, who is asked, and each rollup. The one line of the header opens to it.

import type { EndpointView, WalletView } from "../../../src/protocol/views.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { leavable, livenessOf } from "../leavable.ts";
import { Button, Section } from "../parts/basic.tsx";
import { FaultCode } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Offline, useRetry } from "../parts/offline.tsx";
import { RowLink } from "../parts/row.tsx";
import { Verdict } from "../parts/verdict.tsx";
import { DoneHome } from "../popup/done.tsx";
import { Stopped } from "../popup/head.tsx";
import { goEndpoints } from "../popup/settings.tsx";
import { go } from "../route.ts";
import { ageWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared } from "../wallet.tsx";
import { chainTitle, endpointStateWords, roleWords } from "../words.ts";
import { AliveLine, ChainTroubles } from "./alive.tsx";

const EndpointRow = ({ endpoint }: { readonly endpoint: EndpointView }) => {
	const { view } = useShared();
	const { name, role, state, fault, chainId } = endpoint;
	const isBad = state === "put-aside" || state === "silent";
	return (
		<li class="row">
			<div class="row-part">
				<span class="row-name">
					<b>
						<bdi>{name}</bdi>
					</b>
					<span class="row-says">
						{roleWords()[role]}, {chainTitle(view, chainId)}
					</span>
				</span>
				<span class={isBad ? "assured loud" : "assured"}>
					{endpointStateWords()[state]}
				</span>
			</div>
			{fault === null ? null : (
				<div class="row-fault">
					<p>{faultWords(fault.code).says}</p>
					<FaultCode fault={fault} />
				</div>
			)}
		</li>
	);
};

const Ethereum = ({ view }: { readonly view: WalletView }) => {
	const now = useNow();
	const retry = useRetry();
	const { home } = say();
	const head = view.sync.optimistic ?? view.sync.final;
	return (
		<Section
			title={home.ethereum}
			aside={
				<Button quiet busy={retry.busy} onClick={() => void retry.run()}>
					{retry.busy ? home.askingNow : home.askNow}
				</Button>
			}
		>
			<ul class="rows">
				<li class="row">
					<RowLink name={home.syncMore} onGo={() => go("sync")}>
						<span class="row-says">
							{head === null
								? home.noHeader
								: home.head(ageWords(head.timeS, now))}
						</span>
					</RowLink>
				</li>
			</ul>
		</Section>
	);
};

const Rollups = ({ view }: { readonly view: WalletView }) => {
	const { home } = say();
	const rollups = leavable(view);
	if (rollups.length === 0) return null;
	return (
		<Section
			title={home.rollups}
			aside={
				<Button quiet onClick={() => go("leave")}>
					{home.leaving}
				</Button>
			}
		>
			<ul class="rows">
				{rollups.map(({ key, chainId, title }) => {
					const alive = livenessOf(view, key);
					return (
						<li key={key} class="row">
							<div class="row-part">
								<span class="row-name">
									<b>
										<bdi>{title}</bdi>
									</b>
									{alive === undefined ? (
										<span class="row-says">{home.noLiveness}</span>
									) : chainId === null ? (
										<Verdict alive={alive} />
									) : null}
								</span>
								<Button quiet onClick={() => go("leave", key)}>
									{home.leave(title)}
								</Button>
							</div>
							{chainId === null ? null : (
								<AliveLine view={view} chain={{ chainId, title }} />
							)}
						</li>
					);
				})}
			</ul>
		</Section>
	);
};

export const Status = () => {
	const { view } = useShared();
	const { home } = say();
	return (
		<Frame
			title={home.statusTitle}
			under={view.network?.title}
			onBack={() => go("home")}
			footer={<DoneHome />}
		>
			<div class="read">
				<Stopped view={view} />
				<Offline />
				<Ethereum view={view} />
				<ChainTroubles view={view} hushed={() => false} />
				<Section
					title={home.whoIsAsked}
					aside={
						<Button quiet onClick={goEndpoints}>
							{home.changeEndpoints}
						</Button>
					}
				>
					<ul class="rows">
						{view.endpoints.map((endpoint) => (
							<EndpointRow
								key={`${endpoint.chainId} ${endpoint.role} ${endpoint.url}`}
								endpoint={endpoint}
							/>
						))}
					</ul>
				</Section>
				<Rollups view={view} />
			</div>
		</Frame>
	);
};
