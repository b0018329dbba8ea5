/*
 * git.exe for Wine, where there is no Git for Windows: hands its arguments, folder, environment and standard input to git-bridge.mjs, which runs the
 * system's git, and hands on what comes back. Wine cannot give a program of the host a pipe that a Windows program made.
 *
 * Sent, in this order: lines of text, each a count of bytes (32 bits, little-endian) and UTF-8; then standard input in the same form, to an empty one.
 * Received: one byte (1 output, 2 errors, 3 end), a count of bytes, the bytes; at the end the count is the exit code.
 */
#include <winsock2.h>
#include <windows.h>
#include <shellapi.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static SOCKET bridge;

static void fail(const char *what) {
  fprintf(stderr, "git.exe: %s\n", what);
  ExitProcess(128);
}

static void send_all(const char *bytes, int count) {
  while (count > 0) {
    int sent = send(bridge, bytes, count, 0);
    if (sent <= 0) ExitProcess(128);
    bytes += sent;
    count -= sent;
  }
}

static void send_part(const char *bytes, uint32_t count) {
  send_all((const char *)&count, 4);
  send_all(bytes, (int)count);
}

static void send_text(const wchar_t *text) {
  int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
  char *bytes = malloc((size_t)size);
  WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, size, NULL, NULL);
  send_part(bytes, (uint32_t)size - 1);
  free(bytes);
}

static void send_number(int number) {
  wchar_t text[16];
  _snwprintf(text, 16, L"%d", number);
  send_text(text);
}

static int receive_all(void *to, uint32_t count) {
  for (char *at = to; count > 0;) {
    int got = recv(bridge, at, (int)count, 0);
    if (got <= 0) return 0;
    at += got;
    count -= (uint32_t)got;
  }
  return 1;
}

static DWORD WINAPI send_input(void *unused) {
  static char buffer[65536];
  HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
  DWORD got;
  while (ReadFile(input, buffer, sizeof buffer, &got, NULL) && got > 0) send_part(buffer, got);
  send_part(buffer, 0);
  return 0;
}

static void connect_bridge(void) {
  WSADATA data;
  struct sockaddr_in address = {.sin_family = AF_INET};
  const char *port = getenv("GIT_BRIDGE_PORT");
  if (!port) fail("GIT_BRIDGE_PORT is not set");
  address.sin_port = htons((unsigned short)atoi(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (WSAStartup(MAKEWORD(2, 2), &data) || (bridge = socket(AF_INET, SOCK_STREAM, 0)) == INVALID_SOCKET) fail("no socket");
  if (connect(bridge, (struct sockaddr *)&address, sizeof address)) fail("the bridge does not answer");
  int yes = 1;
  setsockopt(bridge, IPPROTO_TCP, TCP_NODELAY, (const char *)&yes, sizeof yes);
}

static void send_start(void) {
  int count, variables = 0;
  wchar_t **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
  wchar_t folder[4096], *block = GetEnvironmentStringsW();
  GetCurrentDirectoryW(4096, folder);
  send_text(folder);
  send_number(count - 1);
  for (int i = 1; i < count; i++) send_text(arguments[i]);
  for (wchar_t *v = block; *v; v += wcslen(v) + 1) variables += wcsncmp(v, L"GIT_", 4) == 0;
  send_number(variables);
  for (wchar_t *v = block; *v; v += wcslen(v) + 1) {
    if (wcsncmp(v, L"GIT_", 4) == 0) send_text(v);
  }
}

int main(void) {
  static char buffer[65536];
  unsigned char kind;
  uint32_t count;
  connect_bridge();
  send_start();
  CreateThread(NULL, 0, send_input, NULL, 0, NULL);
  while (receive_all(&kind, 1) && receive_all(&count, 4)) {
    if (kind == 3) ExitProcess(count);
    HANDLE to = GetStdHandle(kind == 1 ? STD_OUTPUT_HANDLE : STD_ERROR_HANDLE);
    while (count > 0) {
      DWORD part = count < sizeof buffer ? count : sizeof buffer, written;
      if (!receive_all(buffer, part) || !WriteFile(to, buffer, part, &written, NULL)) ExitProcess(128);
      count -= part;
    }
  }
  ExitProcess(128);
}
