// A FIFO, what drives it, and a test of both.
`timescale 1ns / 1ps
`include "defs.svh"
`define DEPTH_OF(width) (1 << (width))
`define RESET_VALUE 8'h00

package fifo_pkg;
  import base_pkg::*;
  import base_pkg::status_e;

  parameter int unsigned Width = 8;
  localparam int Depth = `DEPTH_OF(4);

  typedef logic [Width-1:0] word_t;

  // What the FIFO is doing.
  typedef enum logic [1:0] {
    Idle = 2'b00,
    Busy,
    Full
  } state_e;

  typedef struct packed {
    word_t  data;
    state_e state;
  } entry_t;

  typedef union packed {
    word_t word;
    logic [7:0] bits;
  } view_u;

  function automatic int unsigned clog2(input int unsigned value);
    int unsigned result = 0;
    while (value > 1) begin
      value = value >> 1;
      result++;
    end
    return result;
  endfunction

  task automatic wait_for(input int cycles);
    repeat (cycles) #1;
  endtask

  virtual class driver #(type T = word_t);
    protected T queue[$];
    static int count;

    function new(string name = "driver");
      count++;
    endfunction

    pure virtual function bit ready();

    extern virtual task push(T item);

    virtual function void clear();
      queue.delete();
    endfunction
  endclass

  class fifo_driver extends driver #(word_t);
    rand int delay;
    constraint delay_c { delay inside {[0:10]}; }

    function new(string name);
      super.new(name);
    endfunction

    virtual function bit ready();
      return this.queue.size() < Depth;
    endfunction
  endclass

  task driver::push(T item);
    queue.push_back(item);
    wait_for(1);
  endtask

  import "DPI-C" function int c_model(int value);
endpackage

interface fifo_if #(parameter int W = 8) (input logic clk, input logic rst_n);
  logic [W-1:0] data;
  logic         valid;

  modport producer (output data, output valid);
  modport consumer (input data, input valid);

  clocking cb @(posedge clk);
    default input #1step output #2;
    output data;
  endclocking
endinterface

// Keeps words until they are asked for.
module fifo
  import fifo_pkg::*;
#(
  parameter int Width = 8,
  parameter type item_t = word_t
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  item_t            data_i,
  output logic [Width-1:0] data_o,
  fifo_if.consumer         bus
);

  state_e state_q, state_d;
  wire full = state_q == Full;
  item_t memory [Depth];
  genvar i;

  assign data_o = memory[0];

  always_ff @(posedge clk_i or negedge rst_ni) begin : p_state
    if (!rst_ni) begin
      state_q <= Idle;
    end else begin
      state_q <= state_d;
    end
  end

  always_comb begin
    state_d = state_q;
    unique case (state_q)
      Idle: if (bus.valid) state_d = Busy;
      Busy: state_d = full ? Full : Idle;
      default: ;
    endcase
  end

  generate
    for (i = 0; i < Depth; i++) begin : g_cells
      cell_unit #(.Width(Width)) u_cell (
        .clk_i,
        .rst_ni (rst_ni),
        .data_i (memory[i]),
        .data_o ()
      );
    end
  endgenerate

  property p_no_overflow;
    @(posedge clk_i) disable iff (!rst_ni) full |-> !bus.valid;
  endproperty

  a_no_overflow: assert property (p_no_overflow) else $error("overflow");

  covergroup cg_state @(posedge clk_i);
    coverpoint state_q;
  endgroup

endmodule : fifo

module counter (clk, out);
  input clk;
  output [3:0] out;
  reg [3:0] out;
  initial out = `RESET_VALUE;
  always @(posedge clk) out <= out + 1;
endmodule

module tb;
  logic clk;
  fifo_if #(.W(8)) bus (.clk(clk), .rst_n(1'b1));
  fifo dut (.clk_i(clk), .rst_ni(1'b1), .data_i('0), .data_o(), .bus(bus));
  fifo_pkg::fifo_driver drv;

  initial begin
    automatic int left = clog2(Depth);
    drv = new("drv");
    drv.push(8'hff);
    drv.delay = left;
    if (!drv.ready()) fifo_pkg::wait_for(3);
    foreach (drv.queue[k]) $display("%0d", k);
    `uvm_info("tb", "done", UVM_LOW)
    $finish;
  end

  bind fifo fifo_checker u_checker (.*);
endmodule
