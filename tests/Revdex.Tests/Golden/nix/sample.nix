# The shop's packages.
{ pkgs ? import <nixpkgs> { }, lib, stdenv, enableTests ? false, ... }@args:

let
  inherit (lib) optional mapAttrs;
  inherit (pkgs.python3Packages) requests;

  # The version of everything.
  version = "1.4.2";

  /* Builds one tool. */
  mkTool = name: { src, deps ? [ ] }: stdenv.mkDerivation {
    pname = name;
    inherit src version;
    buildInputs = deps ++ optional enableTests pkgs.bats;
  };

  double = x: x * 2;
  settings.port = 8080;
  names = [ "orders" "stock" ];
in
rec {
  orders = mkTool "orders" {
    src = ./orders;
    deps = [ requests pkgs.openssl ];
  };

  stock = (import ./stock.nix { inherit pkgs lib; }).overrideAttrs (old: {
    patches = (old.patches or [ ]) ++ [ ./fix.patch ];
  });

  # What is run before an installation.
  checks = {
    unit = pkgs.runCommand "unit" { } ''
      ${orders}/bin/orders --test > $out
      echo ${toString (double settings.port)} ${version}
    '';
    "quoted name" = true;
  };

  all = mapAttrs (name: value: mkTool name value) { inherit (args) src; };

  shell = with pkgs; mkShell {
    packages = [ git jq orders ];
    shellHook = "export PORT=${toString settings.port}";
  };

  config = lib.mkIf (enableTests && args ? src) {
    services.nginx.enable = true;
    systemd.services.${orders.pname}.wantedBy = [ "multi-user.target" ];
  };

  fallback = if version == "0" then throw "no version" else assert double 2 == 4; builtins.trace "ok" version;
}
