// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

import "./Sp1.sol";

interface IPlonk {
    function Verify(bytes calldata proof, uint256[] calldata inputs) external view returns (bool);
}

/// Asks a PLONK verifier at a fixed address: two contracts, both of which have to be pinned.
abstract contract Sp1Plonk is Sp1 {
    function plonk() internal pure virtual returns (IPlonk);

    function proves(bytes calldata proof, uint256[] memory inputs) internal view override returns (bool) {
        return plonk().Verify(proof, inputs);
    }
}
