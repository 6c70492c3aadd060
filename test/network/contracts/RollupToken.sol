// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

/// An ERC-20 on the embedded rollup. Balances are a mapping at slot 0. The rollup's standard bridge may mint and burn
/// it, so it can also stand for a token on L1.
contract RollupToken {
    mapping(address => uint256) public balanceOf; // slot 0
    mapping(address => mapping(address => uint256)) public allowance; // slot 1
    uint256 public totalSupply; // slot 2

    string public constant name = "Rollup Dollar";
    string public constant symbol = "RUSD";
    uint8 public constant decimals = 6;
    address public constant bridge = 0x4200000000000000000000000000000000000010;
    address public immutable remoteToken;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor(address remote, address[] memory holders, uint256 each) {
        remoteToken = remote;
        for (uint256 i = 0; i < holders.length; i++) _mint(holders[i], each);
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        require(allowed >= value, "allowance");
        if (allowed != type(uint256).max) allowance[from][msg.sender] = allowed - value;
        _move(from, to, value);
        return true;
    }

    function mint(address to, uint256 value) external {
        require(msg.sender == bridge, "bridge only");
        _mint(to, value);
    }

    function burn(address from, uint256 value) external {
        require(msg.sender == bridge, "bridge only");
        balanceOf[from] -= value;
        totalSupply -= value;
        emit Transfer(from, address(0), value);
    }

    /// ERC-165, and the interface the standard bridge asks for: remoteToken, mint, burn.
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x01ffc9a7
            || id == (this.remoteToken.selector ^ this.bridge.selector ^ this.mint.selector ^ this.burn.selector)
            || id == (this.remoteToken.selector ^ this.mint.selector ^ this.burn.selector);
    }

    function _mint(address to, uint256 value) private {
        balanceOf[to] += value;
        totalSupply += value;
        emit Transfer(address(0), to, value);
    }

    function _move(address from, address to, uint256 value) private {
        require(balanceOf[from] >= value, "balance");
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
