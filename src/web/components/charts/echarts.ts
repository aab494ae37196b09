// Only what we draw with; loaded when the first chart is drawn.
import { BarChart, CustomChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import { AxisPointerComponent, GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([LineChart, BarChart, PieChart, ScatterChart, CustomChart, GridComponent, AxisPointerComponent, CanvasRenderer]);

export { init };
